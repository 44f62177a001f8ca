package io.werf.maven;

import io.werf.core.BuildOptions;
import io.werf.core.ChartOptions;
import io.werf.core.ImageOptions;
import io.werf.core.ProjectOptions;
import io.werf.core.ReleaseOptions;
import io.werf.core.SecretOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters of the goals that render the chart for a release. */
abstract class AbstractChartMojo extends AbstractImagesMojo {

    /** Value files on top of the chart's {@code values.yaml}: paths relative to the project directory, read from the commit. Separated by commas or lines. */
    @Parameter(property = "werf.values")
    private @Nullable List<String> values;

    /** Values as JSON: {@code ports=[80,443]}. One expression a line. */
    @Parameter(property = "werf.setJson")
    private @Nullable List<String> setJson;

    /** Values in the form of Helm's {@code --set}: {@code a.b=1,c[0]=x}. More of them: one a line. */
    @Parameter(property = "werf.set")
    private @Nullable List<String> set;

    /** Like {@code werf.set}, but every value is a string. */
    @Parameter(property = "werf.setString")
    private @Nullable List<String> setString;

    /**
     * Like {@code werf.set}, but every value is the path of a file, relative to the project directory and read from the
     * commit, whose text is taken.
     */
    @Parameter(property = "werf.setFile")
    private @Nullable List<String> setFile;

    /** {@code name=text}; the text is taken as it is, with commas and backslashes. One a line. */
    @Parameter(property = "werf.setLiteral")
    private @Nullable List<String> setLiteral;

    /**
     * What templates see beside {@code .Values}: {@code tenant="a"} is {@code .tenant}. The name of the place and JSON; what Helm gives
     * to templates, like {@code .Release}, stays as it is. One expression a line.
     */
    @Parameter(property = "werf.setRootJson")
    private @Nullable List<String> setRootJson;

    /** Leaves {@code values.yaml} of the chart out, not those of its subcharts. Default: false. */
    @Parameter(property = "werf.disableDefaultValues")
    private @Nullable String disableDefaultValues;

    /**
     * Encrypted value files on top of the chart's {@code secret-values.yaml}: paths relative to the project directory, read from
     * the commit. Separated by commas or lines. They win over {@code werf.set}.
     */
    @Parameter(property = "werf.secretValues")
    private @Nullable List<String> secretValues;

    /** Decrypts nothing: encrypted values and files are used as they are, and no key is needed. Default: false. */
    @Parameter(property = "werf.ignoreSecretKey")
    private @Nullable String ignoreSecretKey;

    /** Leaves {@code secret-values.yaml} of the charts out. Default: false. */
    @Parameter(property = "werf.disableDefaultSecretValues")
    private @Nullable String disableDefaultSecretValues;

    /**
     * Gives the configuration of the Docker CLI ({@code ~/.docker/config.json}) to templates as {@code .Values.dockerconfigjson} and
     * {@code .Values.global.werf.dockerconfigjson}, in base64, for a Secret of type {@code kubernetes.io/dockerconfigjson}. Default: false.
     */
    @Parameter(property = "werf.setDockerConfigJsonValue")
    private @Nullable String setDockerConfigJsonValue;

    /** Name of the release. Default: {@code deploy.helmRelease} of {@code werf.yaml}, else {@code <project>-<env>}. */
    @Parameter(property = "werf.release")
    private @Nullable String release;

    /** Namespace of the release. Default: {@code deploy.namespace} of {@code werf.yaml}, else {@code <project>-<env>}. */
    @Parameter(property = "werf.namespace")
    private @Nullable String namespace;

    /** Kubeconfig file, or several separated as in a PATH. Default: {@code KUBECONFIG}, then {@code ~/.kube/config}. */
    @Parameter(property = "werf.kubeConfig")
    private @Nullable String kubeConfig;

    /** Context of the kubeconfig. Default: its current one. */
    @Parameter(property = "werf.kubeContext")
    private @Nullable String kubeContext;

    /**
     * Takes the images from the report of a build ({@code werf:build -Dwerf.saveBuildReport}), and builds none. Default: false.
     */
    @Parameter(property = "werf.useBuildReport")
    private @Nullable String useBuildReport;

    /** Where that report is, relative to the project directory: JSON, or lines for shells when it ends in {@code .env}. Default: {@code .werf-build-report.json}. */
    @Parameter(property = "werf.buildReportPath")
    private @Nullable String buildReportPath;

    /**
     * Leaves images alone that have {@code final: false} in {@code werf.yaml} and that no other image is made of. Default: true.
     */
    @Parameter(property = "werf.finalImagesOnly")
    private @Nullable String finalImagesOnly;

    /** The application as it is deployed. */
    final ProjectOptions deployed(Settings settings) {
        return project(settings).withFinalImagesOnly(settings.flag("werf.finalImagesOnly", finalImagesOnly, true));
    }

    /** Where the file of a build's report is. */
    final Path buildReport(Settings settings) {
        return BuildReports.path(settings, buildReportPath, project(settings).directory());
    }

    /**
     * The images of the chart.
     *
     * @param required whether a missing image is an error
     * @param describe whether a report of them is wanted
     */
    final ImageOptions images(Settings settings, boolean required, boolean describe) {
        Optional<Path> report = settings.flag("werf.useBuildReport", useBuildReport, false)
                ? Optional.of(buildReport(settings))
                : Optional.empty();
        return images(settings).withBuild(new BuildOptions(required, report, describe));
    }

    final ChartOptions chart(Settings settings) {
        return new ChartOptions(
                settings.names("werf.values", values),
                settings.list("werf.setJson", setJson),
                settings.list("werf.set", set),
                settings.list("werf.setString", setString),
                settings.list("werf.setFile", setFile),
                settings.list("werf.setLiteral", setLiteral),
                settings.list("werf.setRootJson", setRootJson),
                !settings.flag("werf.disableDefaultValues", disableDefaultValues, false),
                new SecretOptions(
                        settings.names("werf.secretValues", secretValues),
                        settings.flag("werf.ignoreSecretKey", ignoreSecretKey, false),
                        !settings.flag("werf.disableDefaultSecretValues", disableDefaultSecretValues, false),
                        settings.flag("werf.setDockerConfigJsonValue", setDockerConfigJsonValue, false)));
    }

    final ReleaseOptions release(Settings settings) {
        return ReleaseSettings.read(settings, release, namespace, kubeConfig, kubeContext);
    }
}
