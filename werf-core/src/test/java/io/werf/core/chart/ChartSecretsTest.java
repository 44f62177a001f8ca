package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.EventSink;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import io.werf.core.secret.DecryptionException;
import io.werf.core.secret.Decryptor;
import io.werf.core.secret.Redactor;
import io.werf.core.secret.SecretKey;
import io.werf.core.secret.SecretValuesException;
import io.werf.core.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartSecretsTest {

    private final MemoryTree tree = new MemoryTree();
    private final Redactor redactor = new Redactor();

    @Test
    void secretValuesWinOverSetAndAreOverriddenByServiceValues() {
        tree.file(".helm/values.yaml", "a: chart\nb: chart\nc: chart\n")
                .file("prod.yaml", "a: {}\nb: " + TestSecrets.encrypted("from prod") + "\n")
                .file(
                        ".helm/secret-values.yaml",
                        "b: " + TestSecrets.encrypted("default") + "\nc: " + TestSecrets.encrypted("secret c")
                                + "\nwerf: {name: " + TestSecrets.encrypted("mine") + "}\n")
                .file(".helm/templates/a.yaml", "x: {{ .Values.b }}|{{ .Values.c }}|{{ .Values.werf.name }}\n");
        assertThat(render(TestSecrets.with(redactor, "prod.yaml"), "b=set", "c=set"))
                .isEqualTo("x: from prod|secret c|shop");
        assertThat(redactor.redact("from prod, secret c")).isEqualTo("***, ***");
    }

    @Test
    void subchartsHaveSecretsOfTheirOwnUnderTheirAlias() {
        tree.file(".helm/Chart.yaml", "dependencies: [{name: db, version: 1.x, alias: store}]\n")
                .file(".helm/secret-values.yaml", "store: {b: " + TestSecrets.encrypted("of parent") + "}\n")
                .file(".helm/charts/db/Chart.yaml", "name: db\nversion: 1.0.0\n")
                .file(
                        ".helm/charts/db/secret-values.yaml",
                        "a: " + TestSecrets.encrypted("of child") + "\nb: " + TestSecrets.encrypted("hidden") + "\n")
                .file(".helm/charts/db/secret/key.txt", TestSecrets.encrypted("key"))
                .file(
                        ".helm/charts/db/templates/a.yaml",
                        "x: {{ .Values.a }}|{{ .Values.b }}|{{ werf_secret_file \"key.txt\" }}\n");
        assertThat(render(TestSecrets.with(redactor), "store.a=set")).isEqualTo("x: of child|of parent|key");
    }

    @Test
    void theReleaseRecordKeepsOnlyWhatTheUserGave() {
        tree.file(".helm/secret-values.yaml", "b: " + TestSecrets.encrypted("secret b") + "\n")
                .file(".helm/templates/a.yaml", "x: {{ .Values.b }}\n");
        Manifest manifest = ChartRenderer.render(tree, request("c=1"), TestSecrets.with(redactor), EventSink.none());
        assertThat(manifest.userValues()).containsOnlyKeys("c");
        assertThat(manifest.chart().toString()).doesNotContain("secret b");
    }

    @Test
    void valuesAreStringsListsAndNullsStay() {
        tree.file(
                        ".helm/secret-values.yaml",
                        "# comment\nport: " + TestSecrets.encrypted("80") + "\nlist:\n- &a "
                                + TestSecrets.encrypted("one") + "\n- *a\n- {k: ~}\n")
                .file(
                        ".helm/templates/a.yaml",
                        "x: {{ kindOf .Values.port }} {{ index .Values.list 0 }} {{ index .Values.list 1 }}"
                                + " {{ (index .Values.list 2).k | kindOf }}\n");
        assertThat(render(TestSecrets.with(redactor))).isEqualTo("x: string one one invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n", "{}"})
    void fileWithoutValuesNeedsNoKey(String text) {
        tree.file(".helm/secret-values.yaml", text).file(".helm/templates/a.yaml", "x: 1\n");
        assertThat(render(TestSecrets.none())).isEqualTo("x: 1");
    }

    @Test
    void secretFilesInBothEngines() {
        tree.file(".helm/secret/app/tls.key", TestSecrets.encrypted("line one\nline two\n") + "\n")
                .file(".helm/templates/a.yaml", "x: {{ werf_secret_file \"app/tls.key\" | quote }}\n")
                .file(".helm/templates/b.hbs", "y: {{quote (werf_secret_file \"./app//tls.key\")}}\n");
        assertThat(render(TestSecrets.with(redactor)))
                .contains("x: \"line one\\nline two\\n\"")
                .contains("y: \"line one\\nline two\\n\"");
        assertThat(redactor.redact("log: line two")).isEqualTo("log: ***");
    }

    @Test
    void aChartsOwnSecretFileComesBeforeThoseOfOthers() {
        tree.file(".helm/secret/f", TestSecrets.encrypted("of the shop"))
                .file(".helm/templates/_h.tpl", "{{ define \"file\" }}{{ werf_secret_file \"f\" }}{{ end }}")
                .file(".helm/templates/a.yaml", "x: {{ include \"file\" . }}\n")
                .file(".helm/charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n")
                .file(".helm/charts/db/secret/f", TestSecrets.encrypted("of the database"))
                .file(".helm/charts/db/templates/b.yaml", "y: {{ include \"file\" . }}\n")
                .file(".helm/charts/db/templates/c.hbs", "z: {{werf_secret_file \"f\"}}\n")
                .file(".helm/charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .file(".helm/charts/web/templates/d.yaml", "w: {{ include \"file\" . }}\n");
        assertThat(render(TestSecrets.with(redactor)))
                .contains("x: of the shop", "y: of the database", "z: of the database", "w: of the shop");
    }

    @Test
    void binarySecretFilesKeepTheirBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        tree.file(".helm/secret/keystore.jks", TestSecrets.encrypted(bytes))
                .file(".helm/templates/a.yaml", "x: {{ werf_secret_file \"keystore.jks\" | b64enc }}\n");
        assertThat(render(TestSecrets.with(redactor)))
                .isEqualTo("x: " + java.util.Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void pathsOfSecretFilesStayInTheirDirectory() {
        tree.file(".helm/secret/db.txt", TestSecrets.encrypted("x"));
        for (Map.Entry<String, String> wrong : Map.of(
                        "../values.yaml", "must not lead out",
                        "a/../../x", "must not lead out",
                        "/etc/passwd", "must be relative",
                        "db.tx", "did you mean \"db.txt\"?",
                        "something/else", "no secret file \"something/else\"; there are: db.txt")
                .entrySet()) {
            tree.file(".helm/templates/a.yaml", "a: b\nx: {{ werf_secret_file \"" + wrong.getKey() + "\" }}\n");
            assertThatThrownBy(() -> render(TestSecrets.with(redactor)))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageStartingWith(".helm/templates/a.yaml:2:")
                    .hasMessageContaining(wrong.getValue());
            tree.remove(".helm/templates/a.yaml")
                    .file(".helm/templates/a.hbs", "x: {{werf_secret_file \"" + wrong.getKey() + "\"}}\n");
            assertThatThrownBy(() -> render(TestSecrets.with(redactor)))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining(wrong.getValue());
            tree.remove(".helm/templates/a.hbs");
        }
    }

    @Test
    void wrongKeyNamesPlaceAndPathNeverTheValue() {
        String encrypted = TestSecrets.encrypted("s3cret");
        tree.file(".helm/secret-values.yaml", "a: ~\ndb:\n  users:\n  - password: " + encrypted + "\n");
        SecretSources wrong = new SecretSources(
                List.of(), true, Decryptor.with(() -> SecretKey.of("0".repeat(32), "WERF_SECRET_KEY"), redactor));
        assertThatThrownBy(() -> render(wrong))
                .isInstanceOf(DecryptionException.class)
                .hasMessage("decrypting db.users[0].password at .helm/secret-values.yaml:4:15 with the key in"
                        + " WERF_SECRET_KEY: it is damaged or was encrypted with another key");
        tree.remove(".helm/secret-values.yaml").file(".helm/secret/a/b.txt", encrypted.substring(0, 40));
        assertThatThrownBy(() -> render(wrong))
                .isInstanceOf(DecryptionException.class)
                .hasMessageStartingWith(
                        "decrypting .helm/secret/a/b.txt with the key in WERF_SECRET_KEY: it is not an");
    }

    @Test
    void whatIsInClearIsRefusedWithoutShowingIt() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "a: hunter2\n", "decrypting a at .helm/secret-values.yaml:1:4",
                        "a: 1234567\n", ".helm/secret-values.yaml:1:4: a must be an encrypted text, found a number",
                        "- hunter2\n", ".helm/secret-values.yaml:1:1: secret values must be a map, found a list",
                        "a: *hunter2\n", ".helm/secret-values.yaml:1:4: not valid YAML",
                        "a: hunter2: x\n", ".helm/secret-values.yaml:1:11: not valid YAML")
                .entrySet()) {
            tree.file(".helm/secret-values.yaml", wrong.getKey());
            assertThatThrownBy(() -> render(TestSecrets.with(redactor)))
                    .isInstanceOfAny(DecryptionException.class, SecretValuesException.class)
                    .hasMessageStartingWith(wrong.getValue())
                    .satisfies(error -> assertThat(((io.werf.core.error.WerfException) error)
                                    .excerpt()
                                    .map(io.werf.core.error.Excerpt::render)
                                    .orElse(""))
                            .isEmpty())
                    .hasMessageNotContaining("hunter2")
                    .hasMessageNotContaining("1234567");
        }
    }

    @Test
    void ignoringTheKeyUsesTheEncryptedText() {
        String encrypted = TestSecrets.encrypted("s3cret");
        tree.file(".helm/secret-values.yaml", "a: " + encrypted + "\n")
                .file(".helm/secret/f", encrypted)
                .file(".helm/templates/a.yaml", "x: {{ .Values.a }} {{ werf_secret_file \"f\" }}\n");
        assertThat(render(new SecretSources(List.of(), true, Decryptor.ignoring())))
                .isEqualTo("x: " + encrypted + " " + encrypted);
        assertThat(render(new SecretSources(
                        List.of(), false, TestSecrets.with(redactor).decryptor())))
                .isEqualTo("x:  s3cret");
    }

    private String render(SecretSources sources, String... set) {
        return ChartRenderer.render(tree, request(set), sources, EventSink.none()).documents().stream()
                .map(ManifestDocument::text)
                .reduce("", String::concat);
    }

    private static ChartRequest request(String... set) {
        return new ChartRequest(
                ".helm",
                "shop",
                "",
                "shop",
                "default",
                1,
                false,
                ChartImages.NONE,
                new Commit("a".repeat(40), Instant.EPOCH, "s", Optional.empty()),
                "1.0.0",
                Optional.empty(),
                new ValueSources(List.of(), List.of(), List.of(set), List.of(), List.of(), List.of()),
                new Capabilities("v1.20.0", List.of()));
    }
}
