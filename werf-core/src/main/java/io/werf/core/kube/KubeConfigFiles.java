package io.werf.core.kube;

import io.werf.core.error.FileProblem;
import io.werf.core.kube.ClusterAccess.Trust;
import io.werf.core.kube.Login.ClientCertificate;
import io.werf.core.net.Proxies;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds out where the cluster is and who we are, as kubectl does: from the kubeconfig files that were asked for, else the {@code
 * KUBECONFIG} list, else {@code ~/.kube/config}, else the service account of the pod that this runs in. Only what a chosen context
 * needs is read, and no server is asked.
 */
final class KubeConfigFiles {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Map<String, String> environment;
    private final Path serviceAccount;
    private final Clock clock;
    private final Consumer<String> secret;

    /** @param secret is told each password, token and key before it is used */
    KubeConfigFiles(Map<String, String> environment, Consumer<String> secret) {
        this(environment, SERVICE_ACCOUNT, Clock.systemUTC(), secret);
    }

    KubeConfigFiles(Map<String, String> environment, Path serviceAccount, Clock clock, Consumer<String> secret) {
        this.environment = Map.copyOf(environment);
        this.serviceAccount = serviceAccount;
        this.clock = clock;
        this.secret = secret;
    }

    /** @throws KubeConnectionException if there is none, one cannot be read, or the context is not in them */
    ClusterAccess load(KubeSettings settings) {
        List<Path> files = files(settings);
        return files.isEmpty()
                ? ofServiceAccount()
                : access(KubeConfig.read(files).choose(settings.context().filter(name -> !name.isEmpty())));
    }

    /** Names of all contexts, of several files with the same name once. */
    List<String> contexts(KubeSettings settings) {
        return List.copyOf(KubeConfig.read(files(settings)).contexts().keySet());
    }

    private List<Path> files(KubeSettings settings) {
        if (settings.kubeConfigs().isEmpty()) {
            return candidates().stream().filter(Files::isRegularFile).toList();
        }
        for (Path file : settings.kubeConfigs()) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw failure("cannot read kubeconfig " + file + ": no such file, or not readable");
            }
        }
        return settings.kubeConfigs();
    }

    private List<Path> candidates() {
        String list = environment.getOrDefault("KUBECONFIG", "");
        if (list.isEmpty()) {
            return List.of(
                    Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")), ".kube", "config"));
        }
        return Arrays.stream(list.split(File.pathSeparator))
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    private ClusterAccess access(KubeConfig.Choice choice) {
        Section cluster = choice.cluster();
        String server = server(cluster);
        Optional<String> authorities = cluster.content("certificate-authority-data", "certificate-authority");
        boolean insecure = cluster.isTrue("insecure-skip-tls-verify");
        if (insecure && authorities.isPresent()) {
            throw cluster.error(
                    "insecure-skip-tls-verify",
                    "a certificate authority and insecure-skip-tls-verify exclude each other");
        }
        Optional<URI> proxy = proxy(cluster, server);
        proxy.map(URI::getUserInfo).ifPresent(this::hideProxyLogin);
        return new ClusterAccess(
                server,
                Optional.of(choice.context()),
                new Trust(authorities, insecure, cluster.string("tls-server-name")),
                proxy,
                choice.user()
                        .map(user -> credentials(user, cluster, server, authorities))
                        .orElse(() -> Login.NOBODY));
    }

    private Optional<URI> proxy(Section cluster, String server) {
        Optional<URI> configured = cluster.string("proxy-url").map(url -> uri(cluster, "proxy-url", url));
        if (configured.isPresent() && !Proxies.isUsable(configured.get())) {
            throw cluster.error("proxy-url", "only proxies of the form http://HOST:PORT can be used");
        }
        return configured.or(() -> Proxies.ofEnvironment(environment).before(URI.create(server)));
    }

    private void hideProxyLogin(String login) {
        secret.accept(login.substring(login.indexOf(':') + 1));
        secret.accept(Proxies.authorization(login).replaceFirst("^Basic ", ""));
    }

    private static String server(Section cluster) {
        String url = cluster.required("server");
        URI uri = uri(cluster, "server", url);
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
            throw cluster.error("server", "server is no URL such as https://HOST:PORT");
        }
        return url.replaceAll("/+$", "");
    }

    private static URI uri(Section section, String key, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw section.error(key, key + " is no URL");
        }
    }

    private Credentials credentials(Section user, Section cluster, String server, Optional<String> authorities) {
        Login login = certified(impersonating(user), user);
        Optional<Section> exec = user.section("exec");
        Optional<Path> tokenFile = user.path("tokenFile");
        Optional<String> token = user.string("token").or(() -> ofAuthProvider(user));
        if (exec.isPresent()) {
            return new ExecPlugin(
                    exec.get(), forPlugin(cluster, server, authorities), environment, login, clock, secret);
        }
        if (tokenFile.isPresent()) {
            return new TokenFile(tokenFile.get(), login, secret);
        }
        if (token.isPresent()) {
            secret.accept(token.get());
            Login withToken = login.withToken(token.get());
            return () -> withToken;
        }
        Login known = user.string("username")
                .map(name -> basic(login, name, user.string("password").orElse("")))
                .orElse(login);
        return () -> known;
    }

    private Login basic(Login login, String name, String password) {
        secret.accept(password);
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        secret.accept(pair);
        return login.with("Authorization", "Basic " + pair);
    }

    private Login certified(Login login, Section user) {
        Optional<String> chain = user.content("client-certificate-data", "client-certificate");
        Optional<String> key = user.content("client-key-data", "client-key");
        if (chain.isPresent() != key.isPresent()) {
            throw user.error(
                    "client-certificate",
                    "a client certificate and its key belong together, and one of them is missing");
        }
        if (chain.isEmpty() || key.isEmpty()) {
            return login;
        }
        secret.accept(key.get());
        return login.with(new ClientCertificate(chain.get(), key.get()));
    }

    private static Login impersonating(Section user) {
        if (!user.strings("as-groups").isEmpty()
                || user.section("as-user-extra").isPresent()) {
            throw user.error("as-groups", "only the user to impersonate can be named (as), no groups and no extras");
        }
        return user.string("as")
                .map(name -> Login.NOBODY.with("Impersonate-User", name))
                .orElse(Login.NOBODY);
    }

    /** What a login of old has left: it is used, not renewed, as plugins do that now. */
    private static Optional<String> ofAuthProvider(Section user) {
        return user.section("auth-provider")
                .flatMap(provider -> provider.section("config"))
                .flatMap(config -> config.string("id-token").or(() -> config.string("access-token")));
    }

    private static Map<String, Object> forPlugin(Section cluster, String server, Optional<String> authorities) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("server", server);
        cluster.string("tls-server-name").ifPresent(name -> known.put("tls-server-name", name));
        cluster.string("proxy-url").ifPresent(url -> known.put("proxy-url", url));
        if (cluster.isTrue("insecure-skip-tls-verify")) {
            known.put("insecure-skip-tls-verify", true);
        }
        authorities.ifPresent(pem -> known.put(
                "certificate-authority-data",
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.ISO_8859_1))));
        return known;
    }

    private ClusterAccess ofServiceAccount() {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (host.isEmpty()) {
            throw failure("no kubeconfig: looked at "
                    + candidates().stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ", and this is no pod of a cluster");
        }
        String server = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        Path authority = serviceAccount.resolve("ca.crt");
        return new ClusterAccess(
                server,
                Optional.empty(),
                Files.isReadable(authority)
                        ? new Trust(Optional.of(read(authority)), false, Optional.empty())
                        : Trust.JVM,
                Optional.empty(),
                new TokenFile(serviceAccount.resolve("token"), Login.NOBODY, secret));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new KubeConnectionException("", "cannot read " + file + ": " + FileProblem.reason(e), e);
        }
    }

    private static KubeConnectionException failure(String message) {
        return new KubeConnectionException("", message, null);
    }
}
