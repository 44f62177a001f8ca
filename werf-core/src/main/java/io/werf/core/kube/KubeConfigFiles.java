package io.werf.core.kube;

import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds and merges kubeconfig files as kubectl does: those that were asked for, else the {@code KUBECONFIG} list, else
 * {@code ~/.kube/config}, else the service account of the pod that this runs in. Of several files the first that sets a
 * value wins.
 */
final class KubeConfigFiles {

    private final Map<String, String> environment;

    KubeConfigFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @throws KubeConnectionException if there is none, one cannot be read, or the context is not in them */
    Config load(KubeSettings settings) {
        List<Path> files = settings.kubeConfigs().isEmpty() ? usualFiles() : requiredFiles(settings.kubeConfigs());
        if (files.isEmpty()) {
            return serviceAccount();
        }
        List<io.fabric8.kubernetes.api.model.Config> parsed =
                files.stream().map(KubeConfigFiles::parse).toList();
        Config config = merge(settings, files, parsed);
        useProxies(config);
        return config;
    }

    /** Names of all contexts, of several files with the same name once. */
    List<String> contexts(KubeSettings settings) {
        List<Path> files = settings.kubeConfigs().isEmpty() ? usualFiles() : requiredFiles(settings.kubeConfigs());
        return files.stream()
                .flatMap(file -> parse(file).getContexts().stream())
                .map(NamedContext::getName)
                .distinct()
                .toList();
    }

    private static Config merge(
            KubeSettings settings, List<Path> files, List<io.fabric8.kubernetes.api.model.Config> parsed) {
        String names = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        settings.context().ifPresent(wanted -> requireContext(wanted, names, parsed));
        Config config = Config.empty();
        try {
            KubeConfigUtils.merge(
                    config,
                    settings.context().orElse(""),
                    parsed.toArray(new io.fabric8.kubernetes.api.model.Config[0]));
        } catch (RuntimeException e) {
            throw failure("cannot use kubeconfig " + names + ": " + Causes.message(e), e);
        }
        NamedContext context = config.getCurrentContext();
        if (context == null) {
            throw failure("kubeconfig " + names + " has no current context; " + contexts(parsed), null);
        }
        String cluster = context.getContext().getCluster();
        if (parsed.stream()
                .flatMap(file -> file.getClusters().stream())
                .map(NamedCluster::getName)
                .noneMatch(name -> name.equals(cluster))) {
            throw failure(
                    "context \"" + context.getName() + "\" of kubeconfig " + names + " names cluster \"" + cluster
                            + "\", which is not there",
                    null);
        }
        return config;
    }

    private static void requireContext(
            String wanted, String names, List<io.fabric8.kubernetes.api.model.Config> parsed) {
        if (parsed.stream()
                .flatMap(file -> file.getContexts().stream())
                .noneMatch(context -> wanted.equals(context.getName()))) {
            throw failure("kubeconfig " + names + " has no context \"" + wanted + "\"; " + contexts(parsed), null);
        }
    }

    private static String contexts(List<io.fabric8.kubernetes.api.model.Config> parsed) {
        String names = parsed.stream()
                .flatMap(file -> file.getContexts().stream())
                .map(NamedContext::getName)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "it has no contexts" : "there are: " + names;
    }

    private static io.fabric8.kubernetes.api.model.Config parse(Path file) {
        try {
            return KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException e) { // fabric8 lets its YAML parser's own exceptions through
            throw failure("cannot read kubeconfig " + file + ": " + Causes.message(e), e);
        }
    }

    private static List<Path> requiredFiles(List<Path> files) {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw failure("cannot read kubeconfig " + file + ": no such file, or not readable", null);
            }
        }
        return files;
    }

    private List<Path> usualFiles() {
        return candidates().stream().filter(Files::isRegularFile).toList();
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

    private Config serviceAccount() {
        if (!environment.containsKey("KUBERNETES_SERVICE_HOST")) {
            throw failure(
                    "no kubeconfig: looked at "
                            + candidates().stream().map(Path::toString).collect(Collectors.joining(", "))
                            + ", and this is no pod of a cluster",
                    null);
        }
        return Config.autoConfigure(null);
    }

    /** As kubectl: a proxy of the kubeconfig wins over those of the environment. */
    private void useProxies(Config config) {
        if (config.getHttpsProxy() == null && config.getHttpProxy() == null) {
            variable("HTTPS_PROXY").ifPresent(config::setHttpsProxy);
            variable("HTTP_PROXY").ifPresent(config::setHttpProxy);
            config.setNoProxy(Arrays.stream(variable("NO_PROXY").orElse("").split(","))
                    .map(String::strip)
                    .map(host -> host.startsWith("*") ? host.substring(1) : host)
                    .filter(host -> !host.isEmpty())
                    .toArray(String[]::new));
        }
    }

    private Optional<String> variable(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(spelling -> environment.getOrDefault(spelling, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static KubeConnectionException failure(String message, @Nullable Exception cause) {
        return new KubeConnectionException("", message, cause);
    }
}
