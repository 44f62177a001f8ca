package io.werf.maven;

import io.werf.core.Secrets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts all secrets of the chart anew, from the key in {@code WERF_OLD_SECRET_KEY} to the present one: {@code
 * secret-values.yaml} and {@code secret/} of the chart and of the subcharts in its {@code charts/} directories, and the files of
 * {@code werf.secretValues}. Changes all of them or none.
 */
@Mojo(name = "secret-rotate", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class SecretRotateMojo extends AbstractSecretMojo {

    /** Directory of the chart, relative to the project directory. Default: {@code .helm}. */
    @Parameter(property = "werf.chartDir")
    private @Nullable String chartDir;

    /** Other files of secret values, relative to the project directory. Separated by commas or lines. */
    @Parameter(property = "werf.secretValues")
    private @Nullable List<String> secretValues;

    @Override
    void run(Secrets secrets, Settings settings) {
        Path chart = Path.of(settings.text("werf.chartDir", chartDir).orElse(".helm"));
        List<Path> more = settings.names("werf.secretValues", secretValues).stream()
                .map(Path::of)
                .toList();
        List<Path> written = secrets.rotate(chart, more);
        written.forEach(file -> getLog().info("  " + file));
        getLog().info(
                        written.isEmpty()
                                ? "There are no secrets in " + chart + "."
                                : written.size()
                                        + " files have the new key; WERF_OLD_SECRET_KEY is not needed any more.");
    }
}
