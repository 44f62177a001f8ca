package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
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
    private final List<String> secrets = new ArrayList<>();

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

        ClusterAccess access = new KubeConfigFiles(environment, secrets::add).load(KubeSettings.DEFAULT);

        assertThat(access.server()).isEqualTo("https://one.example:6443");
        assertThat(access.context()).contains("a");
        assertThat(access.credentials().login().headers()).containsEntry("Authorization", "Bearer joes");
        assertThat(secrets).containsExactly("joes");
    }

    @Test
    void filesThatWereAskedForBeatTheEnvironment() {
        ClusterAccess access = new KubeConfigFiles(Map.of("KUBECONFIG", first.toString()), secrets::add)
                .load(new KubeSettings(List.of(second), Optional.of("b")));

        assertThat(access.server()).isEqualTo("https://other.example");
        assertThat(access.credentials().login().headers()).containsEntry("Authorization", "Bearer anns");
    }

    @Test
    void anUnknownContextIsAnErrorThatNamesTheOthers() {
        refuses(Optional.of("x"), List.of(first, second), "no context \"x\"; there are: a, b, c");
    }

    @Test
    void aContextWithoutItsClusterIsAnError() {
        refuses(Optional.of("c"), List.of(second), second + ":2:", "context \"c\"", "cluster \"gone\"");
    }

    @Test
    void missingBrokenAndEmptyFilesAreErrorsThatNameThem() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken"), "contexts: {");
        Path empty = Files.writeString(directory.resolve("empty"), "kind: Config\n");

        refuses(Optional.empty(), List.of(directory.resolve("missing")), "missing: no such file");
        refuses(Optional.empty(), List.of(broken), "cannot read kubeconfig: " + broken + ":1:");
        refuses(Optional.empty(), List.of(empty), "no current context; it has no contexts");
    }

    @Test
    void nothingAnywhereIsAnErrorThatSaysWhereItLooked() {
        assertThatThrownBy(() -> new KubeConfigFiles(Map.of("HOME", directory.toString()), secrets::add)
                        .load(KubeSettings.DEFAULT))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContaining("no kubeconfig: looked at " + directory.resolve(".kube/config"));
    }

    @Test
    void theFirstEntryOfANameWinsWholeAndRelativeFilesAreThoseBesideTheirKubeconfig() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("ca.pem"), "the authority");
        Path third = Files.writeString(elsewhere.resolve("third"), """
                contexts: [{name: d, context: {cluster: two, user: joe}}]
                clusters:
                - name: two
                  cluster: {server: "https://two.example/", certificate-authority: ca.pem, tls-server-name: inner, proxy-url: "http://proxy:3128"}
                users: [{name: joe, user: {username: joe, password: pass, as: ann}}]
                """);

        ClusterAccess access = load(Map.of(), third, second);

        assertThat(access.server()).isEqualTo("https://two.example");
        assertThat(access.trust())
                .isEqualTo(new ClusterAccess.Trust(Optional.of("the authority"), false, Optional.of("inner")));
        assertThat(access.proxy()).hasValueSatisfying(proxy -> assertThat(proxy).hasToString("http://proxy:3128"));
        String pair = Base64.getEncoder().encodeToString("joe:pass".getBytes(StandardCharsets.UTF_8));
        assertThat(access.credentials().login().headers())
                .containsOnly(Map.entry("Impersonate-User", "ann"), Map.entry("Authorization", "Basic " + pair));
        assertThat(secrets).contains("pass", pair);
    }

    @Test
    void whatIsWrongIsNamedByItsPlaceAndNeverShown() throws IOException {
        wrong("cluster: {server: here}", ":2:", "server is no URL");
        wrong("cluster: {}", "server is missing");
        wrong("cluster: {server: \"https://a\", insecure-skip-tls-verify: \"true\"}", "is a string, not true or false");
        wrong(
                "cluster: {server: \"https://a\", insecure-skip-tls-verify: true, certificate-authority-data: QUJD}",
                "exclude each other");
        wrong("cluster: {server: \"https://a\", certificate-authority-data: \"#hush\"}", "is no base64");
        wrong("cluster: {server: \"https://a\", certificate-authority: gone.pem}", "cannot read", "gone.pem");
        wrong("cluster: {server: \"https://a\"}}, {name: c, cluster: {}", "two clusters of this name");
        wrong("cluster: [hush]", "cluster is a list, not a map");
    }

    private void wrong(String cluster, String... message) throws IOException {
        Path file = Files.writeString(directory.resolve("wrong"), """
                contexts: [{name: d, context: {cluster: c}}]
                clusters: [{name: c, %s}]
                """.formatted(cluster));
        assertThatThrownBy(() -> load(Map.of(), file))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(message)
                .hasMessageNotContaining("hush");
    }

    @Test
    void aPodUsesItsServiceAccountAndReadsItsTokenAgainWhenItIsRenewed() throws IOException {
        Files.writeString(directory.resolve("token"), "early\n");
        Files.writeString(directory.resolve("ca.crt"), "the authority");
        Map<String, String> pod = Map.of(
                "HOME", directory.toString(), "KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443");
        ClusterAccess access =
                new KubeConfigFiles(pod, directory, Clock.systemUTC(), secrets::add).load(KubeSettings.DEFAULT);

        assertThat(access.server()).isEqualTo("https://[fd00::1]:6443");
        assertThat(access.context()).isEmpty();
        assertThat(access.trust().authorities()).contains("the authority");
        Login early = access.credentials().login();
        assertThat(access.credentials().login()).isSameAs(early);
        assertThat(access.credentials().renew(early)).isFalse();

        Files.writeString(directory.resolve("token"), "renewed and longer");

        assertThat(access.credentials().login().headers()).containsEntry("Authorization", "Bearer renewed and longer");
        assertThat(secrets).containsExactly("early", "renewed and longer");
    }

    private ClusterAccess load(Map<String, String> environment, Path... files) {
        return new KubeConfigFiles(environment, secrets::add).load(new KubeSettings(List.of(files), Optional.of("d")));
    }

    private static void refuses(Optional<String> context, List<Path> files, String... message) {
        assertThatThrownBy(() -> new KubeConfigFiles(Map.of(), secret -> {}).load(new KubeSettings(files, context)))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContainingAll(message);
    }

    @Test
    void aFileThatIsNoTextIsToldInWords() throws IOException {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        KubeSettings settings = new KubeSettings(List.of(file), Optional.empty());
        assertThatThrownBy(() -> new KubeConfigFiles(Map.of(), secrets::add).load(settings))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessage("cannot read kubeconfig " + file + ": it is not text in UTF-8");
    }

    @Test
    void theLoginOfAProxyIsASecret() throws IOException {
        Path file = Files.writeString(directory.resolve("proxied"), """
                current-context: a
                contexts: [{name: a, context: {cluster: one}}]
                clusters: [{name: one, cluster: {server: "https://one.example", proxy-url: "http://joe:s3cret@proxy:3128"}}]
                """);
        new KubeConfigFiles(Map.of(), secrets::add).load(new KubeSettings(List.of(file), Optional.empty()));
        assertThat(secrets).containsExactly("s3cret", "am9lOnMzY3JldA==");
    }
}
