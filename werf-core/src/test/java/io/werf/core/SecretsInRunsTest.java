package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.lab.GitProject;
import io.werf.core.registry.DockerConfigException;
import io.werf.core.secret.NoSecretKeyException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsInRunsTest {

    private static final String KEY = "82a0f04a09e034421a8978c60bffac87";
    private static final String CANARY = "c4nary-in-the-mine";

    @TempDir
    private Path directory;

    private GitProject project;

    @BeforeEach
    void init() {
        project = GitProject.init(directory)
                .file("werf.yaml", "project: shop\nconfigVersion: 1\n")
                .file(".helm/secret-values.yaml", "password: " + encrypted(CANARY) + "\n")
                .file(".helm/templates/a.yaml", "a: {{ .Values.password }}\n");
    }

    private String encrypted(String plain) {
        return new Secrets(directory, Map.of("WERF_SECRET_KEY", KEY)).encrypt(plain.getBytes(StandardCharsets.UTF_8));
    }

    private RenderReport render(Map<String, String> environment, SecretOptions secrets) {
        project.commit("Next");
        ChartOptions none = ChartOptions.DEFAULT;
        return new Werf(EventSink.none(), environment)
                .render(new RenderRequest(
                        ProjectOptions.of(project.directory()),
                        ImageOptions.none(),
                        none.withSecrets(secrets),
                        ReleaseOptions.DEFAULT));
    }

    @Test
    void whatIsRenderedIsInClear() {
        assertThat(render(Map.of("WERF_SECRET_KEY", KEY), SecretOptions.DEFAULT).manifest())
                .contains("a: " + CANARY);
    }

    @Test
    void noErrorShowsASecret() {
        project.file(".helm/templates/a.yaml", "# " + CANARY + "\na: {{ fail .Values.password }}\n");
        WerfException error = catchThrowableOfType(
                WerfException.class, () -> render(Map.of("WERF_SECRET_KEY", KEY), SecretOptions.DEFAULT));
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(Advice.describe(error))
                .contains("***")
                .contains("a: {{ fail")
                .doesNotContain(CANARY);
        assertThat(error.excerpt().orElseThrow().lines()).contains("# ***");
        assertThat(trace.toString()).contains("***").doesNotContain(CANARY);
    }

    @Test
    void keyFilesAreLookedForInTheProjectAndInWerfsHome() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Map<String, String> environment = Map.of("WERF_HOME", home.toString());
        assertThatThrownBy(() -> render(environment, SecretOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        NoSecretKeyException.class,
                        error -> assertThat(error.lookedIn())
                                .containsExactly(
                                        "WERF_SECRET_KEY",
                                        directory.resolve(".werf_secret_key").toString(),
                                        home.resolve("global_secret_key").toString()));
        Files.writeString(home.resolve("global_secret_key"), KEY + "\n");
        assertThat(render(environment, SecretOptions.DEFAULT).manifest()).contains(CANARY);
    }

    @Test
    void withoutSecretsOrWithoutDecryptionNoKeyIsNeeded() {
        String withoutKey =
                render(Map.of(), new SecretOptions(List.of(), true, true)).manifest();
        assertThat(withoutKey).contains("a: 1000").doesNotContain(CANARY);
        assertThat(render(Map.of(), new SecretOptions(List.of(), false, false)).manifest())
                .contains("a:\n");
    }

    @Test
    void theConfigurationOfDockerIsAValueAndASecret() throws Exception {
        Path docker = Files.createDirectory(directory.resolve("docker"));
        Map<String, String> environment = Map.of("WERF_SECRET_KEY", KEY, "DOCKER_CONFIG", docker.toString());
        SecretOptions wanted = new SecretOptions(List.of(), false, true, true);
        project.file(
                ".helm/templates/b.yaml",
                "b: {{ .Values.dockerconfigjson | b64dec }}\n"
                        + "c: {{ eq .Values.dockerconfigjson .Values.global.werf.dockerconfigjson }}\n");
        assertThatThrownBy(() -> render(environment, wanted))
                .isInstanceOf(DockerConfigException.class)
                .hasMessageContaining("config.json: it is not there");
        Files.writeString(
                docker.resolve("config.json"), "{\"auths\":{\"reg.example\":{\"auth\":\"dXNlcjpodW50ZXIyMg==\"}}}");
        assertThat(render(environment, wanted).manifest())
                .contains("b: {\"auths\":{\"reg.example\":{\"auth\":\"dXNlcjpodW50ZXIyMg==\"}}}", "c: true");
        project.file(".helm/templates/b.yaml", "b: {{ fail (.Values.dockerconfigjson | b64dec) }}\n");
        assertThatThrownBy(() -> render(environment, wanted))
                .hasMessageContaining("reg.example")
                .hasMessageContaining("***")
                .hasMessageNotContaining("dXNlcj");
    }

    @Test
    void extraFilesOfSecretValuesMustBeCommitted() {
        project.commit("First");
        project.file("prod.yaml", "password: " + encrypted("another value") + "\n");
        SecretOptions prod = new SecretOptions(List.of("prod.yaml"), false, true);
        assertThatThrownBy(() -> new Werf(EventSink.none(), Map.of("WERF_SECRET_KEY", KEY))
                        .render(new RenderRequest(
                                ProjectOptions.of(project.directory()),
                                ImageOptions.none(),
                                ChartOptions.DEFAULT.withSecrets(prod),
                                ReleaseOptions.DEFAULT)))
                .hasMessageContaining("prod.yaml");
        assertThat(render(Map.of("WERF_SECRET_KEY", KEY), prod).manifest()).contains("a: another value");
    }
}
