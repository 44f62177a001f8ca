package io.werf.core.git;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * The login for the project's own repository that CI gives to its jobs by variables: GitLab's {@code CI_JOB_TOKEN}, GitHub's
 * {@code GITHUB_TOKEN}. Only for the host that gave it, and only over TLS or on this machine. (A login in the URL of the origin, or a
 * header in its configuration, JGit sends without this.)
 */
final class CiLogin extends CredentialsProvider {

    private final Map<String, String> environment;

    CiLogin(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    private record Login(String user, String token) {}

    private Optional<Login> login(URIish origin) {
        String host = String.valueOf(origin.getHost());
        boolean safe = "https".equals(origin.getScheme()) || host.equals("localhost") || host.equals("127.0.0.1");
        if (!safe) {
            return Optional.empty();
        }
        if (host.equals(environment.get("CI_SERVER_HOST"))) {
            return login("gitlab-ci-token", "CI_JOB_TOKEN");
        }
        return host.equals(host(environment.getOrDefault("GITHUB_SERVER_URL", "")))
                ? login("x-access-token", "GITHUB_TOKEN")
                : Optional.empty();
    }

    private Optional<Login> login(String user, String variable) {
        String token = environment.getOrDefault(variable, "");
        return token.isEmpty() ? Optional.empty() : Optional.of(new Login(user, token));
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url).getHost());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return isLogin(items);
    }

    /** Nothing else is answered: not whether an unknown certificate is to be trusted, for example. */
    private static boolean isLogin(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish origin, CredentialItem... items) {
        Optional<Login> login = isLogin(items) ? login(origin) : Optional.empty();
        login.ifPresent(found -> {
            for (CredentialItem item : items) {
                if (item instanceof CredentialItem.Username user) {
                    user.setValue(found.user());
                } else if (item instanceof CredentialItem.Password password) {
                    password.setValue(found.token().toCharArray());
                }
            }
        });
        return login.isPresent();
    }
}
