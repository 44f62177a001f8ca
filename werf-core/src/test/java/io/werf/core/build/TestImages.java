package io.werf.core.build;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.Location;
import io.werf.core.git.FileMode;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.BuildContext;
import io.werf.core.image.Dockerfile;
import io.werf.core.image.ImageDigest;
import io.werf.core.image.TargetImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Images out of a Dockerfile's text and some files, for tests of what happens after them. */
final class TestImages {

    private TestImages() {}

    /** For images without secrets. */
    static SecretReader noSecrets() {
        return new SecretReader(Map.of(), java.nio.file.Path.of(""), secret -> {});
    }

    /** An image with a digest of its text and name. */
    static TargetImage image(String name, String dockerfile, Map<String, String> files, String... dependencies) {
        return new TargetImage(
                new ImageConfig(
                        name,
                        "Dockerfile",
                        "",
                        Optional.empty(),
                        Map.of("VERSION", "7"),
                        new Location("werf.yaml", 1, 1)),
                parse(dockerfile),
                0,
                new Files(dockerfile, files),
                digest(name + dockerfile + files),
                Set.of(dependencies));
    }

    static ImageDigest digest(String text) {
        try {
            return new ImageDigest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA3-224").digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One stage, one line per instruction. */
    private static Dockerfile parse(String text) {
        List<Dockerfile.Instruction> all = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> words = List.of(lines.get(i).split(" "));
            all.add(new Dockerfile.Instruction(
                    words.get(0),
                    words.stream()
                            .filter(word -> word.startsWith("--"))
                            .map(word -> Map.entry(word.substring(2).replaceFirst("=.*", ""), ""))
                            .toList(),
                    words.subList(1, words.size()),
                    false,
                    lines.get(i),
                    new Location("Dockerfile", i + 1, 1),
                    List.of()));
        }
        return new Dockerfile(
                "Dockerfile",
                text,
                List.of(),
                List.of(new Dockerfile.Stage(
                        0, Optional.empty(), all.get(0).words().get(0), all.get(0), all.subList(1, all.size()))));
    }

    private record Files(String dockerfile, Map<String, String> content) implements BuildContext {

        @Override
        public List<TreeEntry> files() {
            return new TreeMap<>(content)
                    .keySet().stream()
                            .map(path -> new TreeEntry(path, FileMode.REGULAR, "0".repeat(40)))
                            .toList();
        }

        @Override
        public InputStream open(TreeEntry file) {
            return new ByteArrayInputStream(content.get(file.path()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long size(TreeEntry file) {
            return content.get(file.path()).getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public void writeTar(OutputStream out) throws IOException {
            write(out, "Dockerfile", dockerfile);
            for (Map.Entry<String, String> file : new TreeMap<>(content).entrySet()) {
                write(out, file.getKey(), file.getValue());
            }
            out.write(new byte[1024]);
        }

        private static void write(OutputStream out, String name, String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
            put(header, 124, String.format("%011o ", bytes.length) + "00000000000 ");
            put(header, 148, "        0");
            put(header, 257, "ustar\00000");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format("%06o\0 ", sum));
            out.write(header);
            out.write(bytes);
            out.write(new byte[(512 - bytes.length % 512) % 512]);
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, header, offset, bytes.length);
        }

        @Override
        public boolean hasDockerfile() {
            return true;
        }

        @Override
        public String dockerfilePath() {
            return "Dockerfile";
        }
    }
}
