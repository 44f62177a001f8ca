package io.werf.maven;

import io.werf.core.ReleaseOptions;
import io.werf.core.kube.KubeSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that say which release in which cluster. */
final class ReleaseSettings {

    private ReleaseSettings() {}

    static ReleaseOptions read(
            Settings settings,
            @Nullable String release,
            @Nullable String namespace,
            @Nullable String kubeConfig,
            @Nullable String kubeContext) {
        Optional<String> files = settings.text("werf.kubeConfig", kubeConfig)
                .or(() -> settings.variable(List.of("WERF_KUBECONFIG", "KUBECONFIG")));
        List<Path> paths = files.stream()
                .flatMap(list -> Stream.of(list.split(Pattern.quote(File.pathSeparator))))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
        return new ReleaseOptions(
                settings.text("werf.release", release),
                settings.text("werf.namespace", namespace),
                new KubeSettings(paths, settings.text("werf.kubeContext", kubeContext)));
    }
}
