package io.werf.core.fuzz;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.chart.SetExpressionFuzz;
import io.werf.core.data.YamlFuzz;
import io.werf.core.template.gotemplate.GoTemplateFuzz;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Readers of what users write take any text. Every build runs seeds and some thousand changed ones; {@code
 * -Dwerf.fuzz.seconds=600} lets Jazzer search each target for that long, guided by coverage, in a JVM of its own.
 */
class FuzzTest {

    private static final int MUTATIONS = 2_000;

    /** What is fed. */
    enum Target {
        LEXER(GoTemplateFuzz.Lexing.class, GoTemplateFuzz.Lexing::fuzzerTestOneInput, "language.txt"),
        PARSER(GoTemplateFuzz.Parsing.class, GoTemplateFuzz.Parsing::fuzzerTestOneInput, "language.txt"),
        EXECUTION(GoTemplateFuzz.Executing.class, GoTemplateFuzz.Executing::fuzzerTestOneInput, "functions.txt"),
        YAML(YamlFuzz.class, YamlFuzz::fuzzerTestOneInput, "yaml.txt"),
        SET(SetExpressionFuzz.class, SetExpressionFuzz::fuzzerTestOneInput, "set.txt");

        private final Class<?> harness;
        private final Consumer<byte[]> run;
        private final String seeds;

        Target(Class<?> harness, Consumer<byte[]> run, String seeds) {
            this.harness = harness;
            this.run = run;
            this.seeds = seeds;
        }

        List<byte[]> seeds() throws IOException {
            String folder = seeds.equals("yaml.txt") || seeds.equals("set.txt") ? "/fuzz/" : "/gotemplate/";
            try (InputStream in = FuzzTest.class.getResourceAsStream(folder + seeds)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8))
                        .toList();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void takesSeedsAndChangedSeeds(Target target) throws IOException {
        List<byte[]> seeds = target.seeds();
        seeds.forEach(target.run);
        Random random = new Random(1);
        for (int i = 0; i < MUTATIONS; i++) {
            target.run.accept(changed(seeds, random));
        }
        assertThat(seeds).hasSizeGreaterThan(5);
    }

    /** A piece of one seed in another, and some other bytes. */
    private static byte[] changed(List<byte[]> seeds, Random random) {
        byte[] one = seeds.get(random.nextInt(seeds.size()));
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(one.length + 1);
        int to = from + random.nextInt(one.length - from + 1);
        int at = random.nextInt(other.length + 1);
        byte[] result = new byte[other.length + to - from];
        System.arraycopy(other, 0, result, 0, at);
        System.arraycopy(one, from, result, at, to - from);
        System.arraycopy(other, at, result, at + to - from, other.length - at);
        for (int i = random.nextInt(3); i > 0 && result.length > 0; i--) {
            result[random.nextInt(result.length)] = (byte) random.nextInt(256);
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "werf.fuzz.seconds", matches = "[0-9]+")
    void jazzerFindsNothing(Target target) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of("target", "fuzz", target.name()));
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(corpus.resolve("seed" + number++), seed);
        }
        long seconds = Long.parseLong(System.getProperty("werf.fuzz.seconds"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.harness.getName(),
                "--instrumentation_includes=io.werf.core.template.**:io.werf.core.data.**:io.werf.core.chart.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "-max_total_time=" + seconds,
                "-timeout=25",
                "-max_len=2000",
                "-artifact_prefix=" + directory.toAbsolutePath() + "/",
                corpus.toAbsolutePath().toString()));
        Path log = directory.resolve("log");
        Process jazzer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(seconds + 300, SECONDS)).isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            assertThat(lines.filter(line -> line.startsWith("== ") || line.startsWith("Done ")))
                    .as("see " + log)
                    .singleElement()
                    .asString()
                    .startsWith("Done ");
        }
    }
}
