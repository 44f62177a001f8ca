package io.werf.it.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Images, beside the raw tools in the same run: digests in a large repository, a large context in a small heap, and (in the lab)
 * build and push of one changed image. Started by {@code it/benchmark images}.
 */
final class ImagesBenchmark {

    private static final int FILES = 100_000;
    private static final long LARGE = 2L << 30;

    private final Path scratch;

    private ImagesBenchmark(Path scratch) {
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        ImagesBenchmark benchmark = new ImagesBenchmark(Files.createTempDirectory("werf-benchmark"));
        System.out.printf("images, %d runs each, medians (min - max) in ms%n", Measured.RUNS);
        benchmark.digests();
        benchmark.context();
        if (System.getenv("LAB_REGISTRY") != null) {
            benchmark.build("one changed image", "sha256sum /data > /sum");
            benchmark.build(
                    "one that takes longer", "i=0; while [ $i -lt 200 ]; do sha256sum /data > /sum; i=$((i+1)); done");
        }
    }

    private void digests() throws Exception {
        Path project = scratch.resolve("many");
        importCommit(project, out -> {
            for (int i = 0; i < FILES; i++) {
                file(out, "src/m" + i % 50 + "/p" + i / 50 % 40 + "/File" + i + ".java", "class File" + i + " {}\n");
            }
            StringBuilder config = new StringBuilder("project: many\nconfigVersion: 1\n");
            for (int i = 0; i < 5; i++) {
                config.append("---\nimage: app" + i + "\ndockerfile: Dockerfile" + i + "\n");
                file(
                        out,
                        "Dockerfile" + i,
                        "FROM a AS build\nCOPY src/m" + i + " /src\nRUN make\nFROM a\nCOPY src /all\n"
                                + "COPY --from=build /out /\n");
            }
            file(out, ".dockerignore", "**/*.tmp\n**/target\n");
            file(out, "werf.yaml", config.toString());
        });
        Measured.print(
                "git ls-tree -r HEAD, 100,000 files",
                () -> Measured.run("git", "-C", project.toString(), "ls-tree", "-r", "HEAD"));
        Measured.print("digests of 5 images, cold JVM, -Xmx96m", () -> java("-Xmx96m", "digests", project.toString()));
    }

    private void context() throws Exception {
        Path project = scratch.resolve("large");
        importCommit(project, out -> {
            file(out, "Dockerfile", "FROM a\nCOPY . /\n");
            file(out, "werf.yaml", "project: large\nconfigVersion: 1\n---\nimage: app\ndockerfile: Dockerfile\n");
            out.write(("M 100644 inline large.bin\ndata " + LARGE + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] block = new byte[1 << 20];
            for (long written = 0; written < LARGE; written += block.length) {
                block[0] = (byte) (written >> 20);
                out.write(block);
            }
            out.write('\n');
        });
        Measured.print("context of 2 GiB as a tar, -Xmx256m", () -> java("-Xmx256m", "context", project.toString()));
    }

    private void build(String what, String command) throws Exception {
        Path project = scratch.resolve(what.replace(' ', '-'));
        String repo = System.getenv("LAB_REGISTRY") + "/benchmark-" + UUID.randomUUID();
        Files.createDirectories(project);
        Measured.run("git", "init", "-q", "-b", "main", project.toString());
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM " + System.getenv("LAB_BASE_IMAGE") + "\nCOPY data /data\nRUN " + command + "\n");
        Files.writeString(
                project.resolve("werf.yaml"),
                "project: one\nconfigVersion: 1\n---\nimage: app\ndockerfile: Dockerfile\n");
        Measured.print("docker build + docker push, " + what, () -> {
            change(project);
            return Measured.time(() -> {
                Measured.run("docker", "build", "-q", "-t", repo + ":hand", project.toString());
                return Measured.run("docker", "push", "-q", repo + ":hand");
            });
        });
        Measured.print("the same by the library, cold JVM", () -> {
            change(project);
            return java("-Xmx256m", "build", project.toString(), repo);
        });
    }

    private static void change(Path project) throws Exception {
        Files.write(
                project.resolve("data"),
                new java.util.Random()
                        .doubles(4 << 20)
                        .collect(
                                () -> new java.io.ByteArrayOutputStream(),
                                (out, value) -> out.write((int) (value * 256)),
                                (a, b) -> {})
                        .toByteArray());
        Measured.commit(project);
    }

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void importCommit(Path project, Writer files) throws Exception {
        Files.createDirectories(project);
        Measured.run("git", "init", "-q", "-b", "main", project.toString());
        Process process = new ProcessBuilder("git", "-C", project.toString(), "fast-import", "--quiet")
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            out.write("commit refs/heads/main\ncommitter a <a@b> 1767000000 +0000\ndata 1\na\n"
                    .getBytes(StandardCharsets.UTF_8));
            files.writeTo(out);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git fast-import failed");
        }
    }

    private static void file(OutputStream out, String path, String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        out.write(
                ("M 100644 inline " + path + "\ndata " + length + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static long java(String heap, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                ImagesOnce.class.getName()));
        command.addAll(List.of(arguments));
        return Measured.run(command.toArray(String[]::new));
    }
}
