package io.werf.core.build;

import io.werf.core.error.WerfException;
import io.werf.core.image.Dockerfile;
import io.werf.core.image.TargetImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands the plain progress of BuildKit: passes on the instructions and what they print, keeps what explains a
 * failure. Not thread-safe.
 */
final class BuildkitOutput implements Consumer<String> {

    private static final int KEPT_LINES = 20;
    private static final Pattern OF_VERTEX = Pattern.compile("#(\\d+) (.*)");
    private static final Pattern PRINTED = Pattern.compile("\\d+\\.\\d+ ?(.*)");
    private static final Pattern STEP = Pattern.compile("\\[(?:(\\S+) +)?(\\d+)/(\\d+)] (.*)");
    private static final Pattern NOISE = Pattern.compile(
            "^(ERROR: |failed to solve(?: with frontend \\S+)?: |rpc error: code = Unknown desc = |failed to create LLB definition: )+");
    private static final Pattern NOT_UNDERSTOOD = Pattern.compile("dockerfile parse error (?:on )?line (\\d+): (.*)");
    private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d+)");

    private final TargetImage image;
    private final Consumer<String> sink;
    private final Map<String, Vertex> vertices = new HashMap<>();
    private @Nullable Vertex failed;
    private String problem = "";
    private String last = "";

    BuildkitOutput(TargetImage image, Consumer<String> sink) {
        this.image = image;
        this.sink = sink;
    }

    /** A node of the build graph that stands for an instruction. */
    private static final class Vertex {

        private final String title;
        private final Deque<String> last = new ArrayDeque<>();
        private boolean announced;

        private Vertex(String title) {
            this.title = title;
        }
    }

    @Override
    public void accept(String line) {
        Matcher matcher = OF_VERTEX.matcher(line);
        if (matcher.matches()) {
            ofVertex(matcher.group(1), matcher.group(2));
        } else if (line.startsWith("ERROR: ") || line.contains("failed to solve") || line.contains("failed running")) {
            problem = NOISE.matcher(line).replaceFirst("");
        } else if (problem.isEmpty() && line.startsWith("error")) {
            problem = line;
        } else if (!line.startsWith("#")) {
            last = line;
        }
    }

    private void ofVertex(String id, String text) {
        if (STEP.matcher(text).matches()) {
            vertices.putIfAbsent(id, new Vertex(text));
            return;
        }
        Vertex vertex = vertices.get(id);
        if (text.startsWith("ERROR: ")) {
            problem = NOISE.matcher(text).replaceFirst("");
            failed = vertex;
        }
        if (vertex == null) {
            return;
        }
        Matcher printed = PRINTED.matcher(text);
        if (text.equals("CACHED")) {
            announce(vertex, " (cached)");
        } else if (text.startsWith("DONE")) {
            announce(vertex, "");
        } else if (printed.matches()) {
            announce(vertex, "");
            keep(vertex, printed.group(1));
            sink.accept(printed.group(1));
        }
    }

    private void announce(Vertex vertex, String suffix) {
        if (!vertex.announced) {
            vertex.announced = true;
            sink.accept(vertex.title + suffix);
        }
    }

    private static void keep(Vertex vertex, String line) {
        vertex.last.addLast(line);
        if (vertex.last.size() > KEPT_LINES) {
            vertex.last.removeFirst();
        }
    }

    /** The error for a build that ended badly. */
    WerfException failure(int exit) {
        return notUnderstood().orElseGet(() -> failed(exit));
    }

    /** Our own parser knows the whole language. */
    private Optional<WerfException> notUnderstood() {
        Matcher parsing = NOT_UNDERSTOOD.matcher(problem);
        if (!parsing.find()) {
            return Optional.empty();
        }
        int line = Integer.parseInt(parsing.group(1));
        return image.dockerfile().instructions().stream()
                .filter(instruction -> instruction.location().line() <= line)
                .reduce((earlier, later) -> later)
                .map(instruction -> new OldBuilderException(image, instruction, parsing.group(2)));
    }

    private BuildFailedException failed(int exit) {
        String said = last.isEmpty() ? "" : ": " + last;
        String what = problem.isEmpty() ? "the builder ended with exit code " + exit + said : problem;
        Vertex vertex = failed;
        if (vertex == null) {
            return new BuildFailedException(image, what, List.of(), null);
        }
        List<String> lines = new ArrayList<>(vertex.last);
        Matcher code = EXIT_CODE.matcher(what);
        OptionalInt exitCode = code.find() ? OptionalInt.of(Integer.parseInt(code.group(1))) : OptionalInt.empty();
        return instruction(vertex.title)
                .map(instruction -> new BuildFailedException(image, instruction, exitCode, what, lines))
                .orElseGet(() -> new BuildFailedException(image, vertex.title + ": " + what, lines, null));
    }

    /** BuildKit names a step by its stage and by its number among the steps of the stage that make layers. */
    private Optional<Dockerfile.Instruction> instruction(String title) {
        Matcher step = STEP.matcher(title);
        if (!step.matches()) {
            return Optional.empty();
        }
        int fromTheEnd = Integer.parseInt(step.group(3)) - Integer.parseInt(step.group(2));
        return stage(step.group(1))
                .flatMap(stage -> layer(stage, fromTheEnd))
                // Instructions of a base image's ONBUILD are counted and are not there.
                .filter(found -> step.group(4)
                        .regionMatches(
                                true, 0, found.keyword(), 0, found.keyword().length()));
    }

    /** Whether instructions ran that the Dockerfile does not have: a base image's ONBUILD is among the steps of the stage. */
    boolean ranTriggers() {
        return !ClassicBuilderRules.hasTriggers(image.dockerfile())
                && vertices.values().stream()
                        .map(vertex -> STEP.matcher(vertex.title))
                        .anyMatch(this::isBehindTheLast);
    }

    private boolean isBehindTheLast(Matcher step) {
        return step.matches()
                && stage(step.group(1))
                        .filter(stage ->
                                Integer.parseInt(step.group(2)) > layers(stage).size() + 1
                                        || Integer.parseInt(step.group(3))
                                                > layers(stage).size() + 1)
                        .isPresent();
    }

    private Optional<Dockerfile.Stage> stage(@Nullable String name) {
        List<Dockerfile.Stage> stages = image.dockerfile().stages();
        return stages.stream()
                .filter(stage -> name == null
                        ? stage.index() == image.targetStage()
                        : stage.name().filter(name::equalsIgnoreCase).isPresent()
                                || name.equals("stage-" + stage.index()))
                .findFirst();
    }

    private static Optional<Dockerfile.Instruction> layer(Dockerfile.Stage stage, int fromTheEnd) {
        List<Dockerfile.Instruction> layers = layers(stage);
        int index = layers.size() - 1 - fromTheEnd;
        if (index >= 0 && index < layers.size()) {
            return Optional.of(layers.get(index));
        }
        return index == -1 ? Optional.of(stage.from()) : Optional.empty();
    }

    private static List<Dockerfile.Instruction> layers(Dockerfile.Stage stage) {
        return stage.instructions().stream()
                .filter(instruction -> switch (instruction.keyword()) {
                    case "RUN", "COPY", "ADD", "WORKDIR" -> true;
                    default -> false;
                })
                .toList();
    }
}
