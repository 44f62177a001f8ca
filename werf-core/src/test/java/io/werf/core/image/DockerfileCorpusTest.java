package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * BuildKit's own test files, which are not part of this project: {@code WERF_BUILDKIT_SOURCES} names a checkout of
 * {@code github.com/moby/buildkit}. Last run with commit 73ed6825c.
 */
@EnabledIfEnvironmentVariable(named = DockerfileCorpusTest.SOURCES, matches = ".+")
class DockerfileCorpusTest {

    static final String SOURCES = "WERF_BUILDKIT_SOURCES";

    /** Files of the parser's corpus that BuildKit itself refuses one step later. */
    private static final Set<String> ONLY_SYNTAX = Set.of("flags", "health");

    private final Path root = Path.of(System.getenv().getOrDefault(SOURCES, ""), "frontend", "dockerfile");

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> directories(String name) throws IOException {
        try (Stream<Path> found = Files.list(root.resolve(name))) {
            return found.sorted().toList();
        }
    }

    @Test
    void instructionsAreThoseOfBuildKit() throws IOException {
        for (Path directory : directories("parser/testfiles")) {
            if (ONLY_SYNTAX.contains(directory.getFileName().toString())) {
                continue;
            }
            String text = read(directory.resolve("Dockerfile"));
            boolean fragment = !text.toUpperCase(Locale.ROOT).contains("FROM ");
            Dockerfile file = DockerfileParser.parse(fragment ? "FROM x\n" + text : text, "Dockerfile");
            String dump = Stream.concat(
                            file.globalArgs().stream(),
                            file.stages().stream()
                                    .flatMap(stage ->
                                            Stream.concat(Stream.of(stage.from()), stage.instructions().stream())))
                    .skip(fragment ? 1 : 0)
                    .map(DockerfileCorpusTest::dump)
                    .collect(Collectors.joining("\n", "", "\n"));
            assertThat(dump).as(directory.toString()).isEqualTo(read(directory.resolve("result")));
        }
    }

    @Test
    void whatBuildKitRefusesIsRefused() throws IOException {
        for (Path directory : directories("parser/testfiles-negative")) {
            String text = read(directory.resolve("Dockerfile"));
            assertThatThrownBy(() -> DockerfileParser.parse(text, "Dockerfile"))
                    .as(directory.toString())
                    .isInstanceOf(DockerfileException.class);
        }
    }

    @Test
    void variablesAreExpandedAsByBuildKit() {
        Map<String, String> variables =
                Map.of("PWD", "/home", "SHELL", "bash", "KOREAN", "\uD55C\uAD6D\uC5B4", "NULL", "");
        for (String line : read(root.resolve("shell/envVarTest")).lines().toList()) {
            String[] columns = line.split("\\|", 3);
            if (!line.startsWith("#") && columns.length == 3 && !columns[0].equals("W")) {
                assertThat(expand(columns[1].strip(), variables)).as(line).isEqualTo(columns[2].strip());
            }
        }
    }

    @Test
    void wordsAreSplitAsByBuildKit() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : read(root.resolve("shell/wordsTest")).lines().toList()) {
            if (line.startsWith("ENV ")) {
                String[] pair = line.substring(4).stripLeading().split("=", 2);
                variables.put(pair[0], pair[1]);
            } else if (!line.startsWith("#") && line.contains("|")) {
                String[] columns = line.split("\\|", 2);
                assertThat(words(columns[0].strip(), variables)).as(line).isEqualTo(columns[1].replaceFirst("^ +", ""));
            }
        }
    }

    @Test
    void dockerfilesInTestsAreUnderstood() throws IOException {
        Pattern literal = Pattern.compile("`([^`]*)`(?!\\s*\\+)");
        Pattern beginning = Pattern.compile("(?is)(\\s|#[^\n]*\n)*(FROM|ARG)\\s.*");
        Set<String> refused = new TreeSet<>();
        int count = 0;
        try (Stream<Path> sources = Files.walk(root)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith("_test.go")).toList()) {
                Matcher matcher = literal.matcher(read(source));
                while (matcher.find()) {
                    String text = matcher.group(1);
                    if (!beginning.matcher(text).matches()
                            || text.contains("%s")
                            || !text.toUpperCase(Locale.ROOT).contains("FROM ")) {
                        continue;
                    }
                    count++;
                    try {
                        DockerfileParser.parse(text, source.getFileName().toString());
                    } catch (DockerfileException e) {
                        refused.add(String.valueOf(e.getMessage())
                                .lines()
                                .findFirst()
                                .orElse(""));
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(400);
        // Mistakes that those tests are about.
        assertThat(refused)
                .allMatch(message -> message.matches(".*(unknown instruction \"(BADCMD|FNTRYPOINT|INVALID)\".*"
                        + "|RUN has no flag --mont;.*|COPY has no flag --foo;.*|ENV has no arguments)"));
    }

    private static Variables of(Map<String, String> values) {
        Variables variables = new Variables();
        values.forEach((name, value) -> variables.env(name, value, true));
        return variables;
    }

    private static String expand(String text, Map<String, String> variables) {
        try {
            return ShellLexer.expand(text, '\\', of(variables));
        } catch (SubstitutionException e) {
            return "error";
        }
    }

    private static String words(String text, Map<String, String> variables) {
        try {
            return String.join(",", ShellLexer.words(text, '\\', of(variables)));
        } catch (SubstitutionException e) {
            return "error";
        }
    }

    /** In the form of BuildKit's result files. */
    private static String dump(Dockerfile.Instruction instruction) {
        StringBuilder out = new StringBuilder("(" + instruction.keyword().toLowerCase(Locale.ROOT));
        if (!instruction.flags().isEmpty()) {
            out.append(instruction.flags().stream()
                    .map(flag -> quoted("--" + flag.getKey() + "=" + flag.getValue()))
                    .collect(Collectors.joining(" ", " [", "]")));
        }
        if (instruction.keyword().equals("ONBUILD")) {
            Dockerfile trigger = DockerfileParser.parse("FROM x\n" + instruction.arguments(), "Dockerfile");
            return out + " " + dump(trigger.stages().get(0).instructions().get(0)) + ")";
        }
        arguments(instruction).forEach(word -> out.append(' ').append(quoted(word)));
        return out.append(')').toString();
    }

    private static List<String> arguments(Dockerfile.Instruction instruction) {
        return switch (instruction.keyword()) {
            case "ENV", "LABEL" -> pairs(instruction);
            case "RUN", "CMD", "ENTRYPOINT" ->
                instruction.json() ? instruction.words() : List.of(instruction.arguments());
            case "HEALTHCHECK" ->
                instruction.json()
                        ? instruction.words()
                        : List.of(instruction.arguments().split("\\s+", 2));
            default -> instruction.words();
        };
    }

    private static List<String> pairs(Dockerfile.Instruction instruction) {
        List<String> all = new ArrayList<>();
        if (!instruction.words().get(0).contains("=")) {
            all.addAll(List.of(instruction.arguments().split("\\s+", 2)));
            all.add("");
            return all;
        }
        for (String word : instruction.words()) {
            all.addAll(List.of(word.split("=", 2)));
            all.add("=");
        }
        return all;
    }

    private static String quoted(String word) {
        return "\""
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\b", "\\b")
                        .replace("\f", "\\f")
                        .replace("\r", "\\r")
                        .replace("\0", "\\x00")
                + "\"";
    }
}
