package io.werf.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretWorkTest {

    private static final String KEY = "82a0f04a09e034421a8978c60bffac87";
    private static final SecretKey OLD = SecretKey.of("0123456789abcdef".repeat(4), "WERF_OLD_SECRET_KEY");

    private final SecretWork work = new SecretWork(SecretKey.of(KEY, "the test"));

    @TempDir
    private Path directory;

    /** What the specification says of the format, written down a second time without our classes. */
    private static String oracle(String key, String text) throws Exception {
        byte[] blob = HexFormat.of().parseHex(text);
        assertThat(blob[0]).isEqualTo((byte) 16);
        assertThat(blob[1]).isZero();
        Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
        aes.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(HexFormat.of().parseHex(key), "AES"),
                new IvParameterSpec(blob, 2, 16));
        byte[] padded = aes.doFinal(blob, 18, blob.length - 18);
        return new String(padded, 0, padded.length - padded[padded.length - 1], StandardCharsets.UTF_8);
    }

    @Test
    void valuesAreEncryptedAsGoPrintsThem() throws Exception {
        String encrypted =
                work.encryptValues("a: text\nb: true\nc: 1.50\nd: 042\ne: yes\nf: ~\ng: ''\nh: 1e21\ni: 0x10\n", "f");
        Map<String, Object> tree = plain(encrypted);
        List<String> values = new ArrayList<>();
        for (Object value : tree.values()) {
            values.add(value == null ? "null" : oracle(KEY, (String) value));
        }
        assertThat(values).containsExactly("text", "true", "1.5", "34", "yes", "null", "", "1e+21", "16");
    }

    @Test
    void thereAndBackKeepsCommentsOrderAndAnchors() {
        String yaml = "# top\nz: &a x # one\nb:\n- *a\n- \"80\"\nk: |\n  l1\n  l2\n";
        assertThat(work.decryptValues(work.encryptValues(yaml, "f"), "f")).isEqualTo(yaml);
        assertThat(work.encryptValues("# nothing\n", "f")).isEqualTo("# nothing\n");
    }

    @Test
    void unchangedValuesKeepTheirEncryptedForm() throws Exception {
        Path file = directory.resolve("secret-values.yaml");
        Files.writeString(file, work.encryptValues("a: one # c\nb: two\nk: |\n  l1\n  l2\n", "f"));
        String before = Files.readString(file);
        Recorder editor = new Recorder(text -> text.replace("two", "2nd") + "new: 1\n");
        assertThat(work.editValues(file, "f", editor)).isTrue();
        List<String> was = before.lines().toList();
        List<String> is = Files.readString(file).lines().toList();
        assertThat(is).hasSize(4);
        assertThat(is.get(0)).isEqualTo(was.get(0));
        assertThat(is.get(1)).startsWith("b: 1000").isNotEqualTo(was.get(1));
        assertThat(is.get(2)).isEqualTo(was.get(2));
        assertThat(oracle(KEY, is.get(1).substring(3))).isEqualTo("2nd");
        assertThat(editor.gone()).isTrue();
    }

    @Test
    void nothingChangedWritesNothing() throws Exception {
        Path file = directory.resolve("none.yaml");
        assertThat(work.editValues(file, "f", new Recorder(text -> text))).isFalse();
        assertThat(file).doesNotExist();
        assertThat(work.editValues(file, "f", new Recorder(text -> "a: b\n"))).isTrue();
        assertThat(work.decryptValues(Files.readString(file), "f")).isEqualTo("a: b\n");
    }

    @Test
    void clearTextIsPrivateAndGoesInAnyCase() throws Exception {
        Path file = directory.resolve("secret-values.yaml");
        Files.writeString(file, work.encryptValues("a: one\n", "f"));
        String before = Files.readString(file);
        Recorder failing = new Recorder(text -> {
            throw new IllegalStateException("editor died");
        });
        assertThatThrownBy(() -> work.editValues(file, "f", failing)).isInstanceOf(IllegalStateException.class);
        assertThat(failing.permissions()).containsExactly("[OWNER_READ, OWNER_WRITE]");
        assertThat(failing.gone()).isTrue();
        Recorder broken = new Recorder(text -> "a: *hunter2\n");
        assertThatThrownBy(() -> work.editValues(file, "the file", broken))
                .isInstanceOf(SecretValuesException.class)
                .hasMessage("the file:1:4: not valid YAML");
        assertThat(broken.complaints).containsExactly("the file:1:4: not valid YAML");
        assertThat(broken.gone()).isTrue();
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void anEditorThatFailsChangesNothing() throws Exception {
        Path file = directory.resolve("secret-values.yaml");
        Files.writeString(file, work.encryptValues("a: one\n", "f"));
        String before = Files.readString(file);
        refuses(file, "editing f: the editor ended with exit code 1; nothing is changed", copy -> {
            throw new IOException("the editor ended with exit code 1");
        });
        refuses(file, "editing f: the editor left no file where it had found one; nothing is changed", Files::delete);
        refuses(
                file,
                "editing f: what the editor saved is not text in UTF-8; nothing is changed",
                copy -> Files.write(copy, new byte[] {'a', ':', ' ', (byte) 0xff}));
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    private interface Mishap {
        void with(Path copy) throws IOException;
    }

    private void refuses(Path file, String message, Mishap mishap) {
        SecretEditor editor = new SecretEditor() {
            @Override
            public void edit(Path copy) throws IOException {
                mishap.with(copy);
            }

            @Override
            public boolean tryAgain(String complaint) {
                return false;
            }
        };
        assertThatThrownBy(() -> work.editValues(file, "f", editor))
                .isInstanceOf(SecretEditorException.class)
                .hasMessage(message);
    }

    @Test
    void aFileThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> SecretFiles.read(directory.resolve("no.yaml")))
                .isInstanceOf(SecretFileException.class)
                .hasMessageEndingWith("no.yaml: it is not there");
    }

    @Test
    void brokenYamlCanBeCorrected() throws Exception {
        Path file = directory.resolve("secret-values.yaml");
        Recorder editor = new Recorder(text -> text.isEmpty() ? "a: [\n" : "a: fine\n");
        editor.patience = 1;
        assertThat(work.editValues(file, "f", editor)).isTrue();
        assertThat(work.decryptValues(Files.readString(file), "f")).isEqualTo("a: fine\n");
        assertThat(editor.complaints).hasSize(1);
    }

    @Test
    void rotationTakesEverythingOfTheChartAndItsSubcharts() throws Exception {
        Path chart = chart();
        Path extra = directory.resolve("prod.yaml");
        Files.writeString(extra, new SecretWork(OLD).encryptValues("# prod\nx: yz\n", "f"));
        List<Path> written = work.rotate(OLD, chart, List.of(extra));
        assertThat(written).hasSize(5);
        assertThat(work.decryptValues(Files.readString(chart.resolve("secret-values.yaml")), "f"))
                .isEqualTo("  # c\n  a: one\n");
        assertThat(work.decryptValues(Files.readString(chart.resolve("charts/db/secret-values.yaml")), "f"))
                .isEqualTo("p: q\n");
        assertThat(work.decrypt(Files.readString(chart.resolve("secret/deep/key.bin")), "f"))
                .containsExactly(0, 255, 10);
        assertThat(Files.readString(chart.resolve("secret/deep/key.bin"))).endsWith("\n");
        assertThat(work.decryptValues(Files.readString(extra), "f")).isEqualTo("# prod\nx: yz\n");
        assertThat(leftovers()).isEmpty();
        assertThat(work.rotate(OLD, Files.createDirectory(directory.resolve("none")), List.of()))
                .isEmpty();
        assertThatThrownBy(() -> work.rotate(OLD, directory.resolve("no-chart"), List.of(extra)))
                .isInstanceOf(SecretFileException.class)
                .hasMessageContaining("no-chart: there is no such directory");
    }

    @Test
    void rotationIsAllOrNothing() throws Exception {
        Path chart = chart();
        Path last = chart.resolve("secret/z.txt");
        Files.writeString(last, work.encrypt(new byte[] {1}));
        Map<Path, String> before = contents(chart);
        assertThatThrownBy(() -> work.rotate(OLD, chart, List.of()))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("z.txt")
                .hasMessageContaining("WERF_OLD_SECRET_KEY");
        assertThat(contents(chart)).isEqualTo(before);

        Files.delete(last);
        before = contents(chart);
        Path impossible = Files.createDirectory(chart.resolve("secret/." + "key.txt" + ".werf-new"));
        Files.writeString(impossible.resolve("x"), "");
        Files.writeString(
                chart.resolve("secret/key.txt"), new SecretWork(OLD).encrypt("k".getBytes(StandardCharsets.UTF_8)));
        Files.delete(impossible.resolve("x"));
        before = contents(chart);
        assertThatThrownBy(() -> work.rotate(OLD, chart, List.of())).isInstanceOf(SecretFileException.class);
        assertThat(contents(chart)).isEqualTo(before);
    }

    private Path chart() throws IOException {
        SecretWork old = new SecretWork(OLD);
        Path chart = directory.resolve(".helm");
        Files.createDirectories(chart.resolve("secret/deep"));
        Files.createDirectories(chart.resolve("charts/db/secret"));
        Files.writeString(chart.resolve("secret-values.yaml"), old.encryptValues("  # c\n  a: one\n", "f"));
        Files.writeString(chart.resolve("secret/deep/key.bin"), old.encrypt(new byte[] {0, (byte) 255, 10}));
        Files.writeString(chart.resolve("charts/db/secret-values.yaml"), old.encryptValues("p: q\n", "f"));
        Files.writeString(chart.resolve("charts/db/secret/s"), old.encrypt(new byte[] {7}) + "\n");
        return chart;
    }

    private static Map<Path, String> contents(Path chart) throws IOException {
        Map<Path, String> contents = new java.util.TreeMap<>();
        for (Path file : SecretFiles.below(chart)) {
            contents.put(file, Files.readString(file));
        }
        return contents;
    }

    private List<Path> leftovers() {
        return SecretFiles.below(directory).stream()
                .filter(file -> file.getFileName().toString().contains(".werf-"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(String yaml) {
        return (Map<String, Object>) Yaml.read(yaml, "f", Yaml.DuplicateKeys.REFUSED)
                .map(YamlNode::plain)
                .orElseThrow();
    }

    /** An editor that changes the text by a function, and leaves a backup beside it as editors do. */
    private static final class Recorder implements SecretEditor {
        private final UnaryOperator<String> change;
        private final List<Path> seen = new ArrayList<>();
        private final List<String> permissions = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();
        private int patience;

        Recorder(UnaryOperator<String> change) {
            this.change = change;
        }

        @Override
        public void edit(Path file) throws IOException {
            seen.add(file);
            permissions.add(new java.util.TreeSet<>(Files.getPosixFilePermissions(file)).toString());
            Files.copy(file, file.resolveSibling("backup~"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file, change.apply(Files.readString(file)));
        }

        @Override
        public boolean tryAgain(String complaint) {
            complaints.add(complaint);
            return patience-- > 0;
        }

        List<String> permissions() {
            return permissions;
        }

        boolean gone() {
            return seen.stream().noneMatch(file -> Files.exists(file.getParent()));
        }
    }
}
