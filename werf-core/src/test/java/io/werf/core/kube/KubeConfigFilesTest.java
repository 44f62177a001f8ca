package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeConfigFilesTest {

    @TempDir
    private Path directory;

    private Path first;
    private Path second;

    @BeforeEach
    void writeFiles() throws IOException {
        first = Files.writeString(directory.resolve("first"), """
                current-context: a
                contexts: [{name: a, context: {cluster: one, user: joe}}]
                clusters: [{name: one, cluster: {server: "https://one.example:6443"}}]
                """);
        second = Files.writeString(directory.resolve("second"), """
                current-context: b
                contexts: [{name: b, context: {cluster: one, user: ann}}, {name: c, context: {cluster: gone, user: ann}}]
                clusters: [{name: one, cluster: {server: "https://other.example"}}]
                users: [{name: joe, user: {token: joes}}, {name: ann, user: {token: anns}}]
                """);
    }

    @Test
    void mergesTheListOfTheEnvironmentAndTheFirstWins() {
        Map<String, String> environment = Map.of(
                "KUBECONFIG", first + File.pathSeparator + directory.resolve("missing") + File.pathSeparator + second);

        Config config = new KubeConfigFiles(environment).load(KubeSettings.DEFAULT);

        assertThat(config.getMasterUrl()).isEqualTo("https://one.example:6443/");
        assertThat(config.getCurrentContext().getName()).isEqualTo("a");
        assertThat(config.getAutoOAuthToken()).isEqualTo("joes");
    }

    @Test
    void filesThatWereAskedForBeatTheEnvironment() {
        Config config = new KubeConfigFiles(Map.of("KUBECONFIG", first.toString()))
                .load(new KubeSettings(List.of(second), Optional.of("b")));

        assertThat(config.getMasterUrl()).isEqualTo("https://other.example/");
        assertThat(config.getAutoOAuthToken()).isEqualTo("anns");
    }

    @Test
    void anUnknownContextIsAnErrorThatNamesTheOthers() {
        refuses(Optional.of("x"), List.of(first, second), "no context \"x\"; there are: a, b, c");
    }

    @Test
    void aContextWithoutItsClusterIsAnError() {
        refuses(Optional.of("c"), List.of(second), "context \"c\"", "cluster \"gone\"");
    }

    @Test
    void missingBrokenAndEmptyFilesAreErrorsThatNameThem() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken"), "contexts: {");
        Path empty = Files.writeString(directory.resolve("empty"), "kind: Config\n");

        refuses(Optional.empty(), List.of(directory.resolve("missing")), "missing: no such file");
        refuses(Optional.empty(), List.of(broken), "cannot read kubeconfig " + broken);
        refuses(Optional.empty(), List.of(empty), "no current context; it has no contexts");
    }

    @Test
    void nothingAnywhereIsAnErrorThatSaysWhereItLooked() {
        assertThatThrownBy(() -> new KubeConfigFiles(Map.of("HOME", directory.toString())).load(KubeSettings.DEFAULT))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContaining("no kubeconfig: looked at " + directory.resolve(".kube/config"));
    }

    private static void refuses(Optional<String> context, List<Path> files, String... message) {
        assertThatThrownBy(() -> new KubeConfigFiles(Map.of()).load(new KubeSettings(files, context)))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContainingAll(message);
    }
}
