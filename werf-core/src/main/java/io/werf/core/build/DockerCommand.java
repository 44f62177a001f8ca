package io.werf.core.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command of a build with BuildKit. Values of build arguments and secrets are in the environment of the process, where other
 * users of the machine do not see them.
 */
record DockerCommand(List<String> words, Map<String, String> environment) {

    /** Variables that mean something to docker itself. Build arguments of such names stay on the command line. */
    private static final Pattern DOCKERS_OWN = Pattern.compile(
            "PATH|HOME|USER|TMPDIR|LANG|SSH_AUTH_SOCK|LD_.*|XDG_.*|DOCKER_.*|BUILDX_.*|BUILDKIT_.*|COMPOSE_.*|OTEL_.*"
                    + "|SSL_CERT_.*|GO.*|(?i:(https?|ftp|all|no)_proxy)");

    DockerCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * Leaves the image in the Engine: {@code --push} would move all of it before anybody can see whether somebody else was faster.
     *
     * @param proxies for the commands of the build, by the names that Docker predefines arguments for
     * @param directory where the context is; without it, a tar comes on standard input
     */
    static DockerCommand build(
            DockerCli cli, BuildSpec spec, Map<String, String> proxies, @Nullable ContextDirectory directory) {
        Map<String, String> environment = new HashMap<>(cli.buildEnvironment());
        List<String> words = new ArrayList<>(List.of(cli.program().toString()));
        words.addAll(cli.flavor() == DockerCli.Flavor.BUILDX ? List.of("buildx", "build", "--load") : List.of("build"));
        String dockerfile = directory == null
                ? spec.image().context().dockerfilePath()
                : directory.dockerfile().toString();
        words.addAll(List.of("--progress", "plain", "--file", dockerfile));
        words.addAll(List.of("--tag", spec.upload().toString()));
        words.addAll(List.of("--platform", spec.image().platform()));
        spec.image().config().target().ifPresent(target -> words.addAll(List.of("--target", target)));
        spec.image().config().network().ifPresent(network -> words.addAll(List.of("--network", network)));
        spec.image().config().addHosts().forEach(host -> words.addAll(List.of("--add-host", host)));
        spec.image().config().ssh().ifPresent(ssh -> words.addAll(List.of("--ssh", ssh)));
        spec.args().forEach((name, value) -> {
            boolean own = DOCKERS_OWN.matcher(name).matches();
            words.addAll(List.of("--build-arg", own ? name + "=" + value : name));
            if (!own) {
                environment.put(name, value);
            }
        });
        environment.putAll(proxies); // whose values are from there
        proxies.keySet().forEach(name -> words.addAll(List.of("--build-arg", name)));
        for (int i = 0; i < spec.secrets().size(); i++) {
            words.addAll(List.of("--secret", secret(spec.secrets().get(i), "WERF_BUILD_SECRET_" + i, environment)));
        }
        spec.labels().forEach((name, value) -> words.addAll(List.of("--label", name + "=" + value)));
        words.add(directory == null ? "-" : directory.context().toString());
        return new DockerCommand(words, environment);
    }

    private static String secret(SecretValue secret, String variable, Map<String, String> environment) {
        if (secret instanceof SecretValue.OfFile file) {
            return csv("id=" + secret.id()) + "," + csv("src=" + file.file());
        }
        environment.put(variable, ((SecretValue.Text) secret).value());
        return csv("id=" + secret.id()) + ",env=" + variable;
    }

    /** The flag's value is a line of comma-separated values. */
    private static String csv(String field) {
        return field.contains(",") || field.contains("\"") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }
}
