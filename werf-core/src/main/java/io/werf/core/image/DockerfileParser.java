package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.image.Dockerfile.Instruction;
import io.werf.core.image.Dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Dockerfiles: the whole language of BuildKit's frontend 1.x. Pure and thread-safe. */
public final class DockerfileParser {

    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9_.-]*");

    private final String text;
    private final String path;
    private final List<Instruction> globalArgs = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Instruction> current = new ArrayList<>();

    private DockerfileParser(String text, String path) {
        this.text = text;
        this.path = path;
    }

    /**
     * Parses the text of a Dockerfile.
     *
     * @param path for the locations
     * @throws DockerfileException at the first mistake
     */
    public static Dockerfile parse(String text, String path) {
        return new DockerfileParser(text, path).parse();
    }

    private Dockerfile parse() {
        LineReader reader = new LineReader(text, path);
        List<LogicalLine> lines = reader.read();
        InstructionParser parser = new InstructionParser(text, reader.escape());
        Instruction from = null;
        for (LogicalLine line : lines) {
            Location location = new Location(path, line.line(), line.column());
            Instruction instruction = parser.parse(line.text(), location, line.heredocs());
            if (instruction.keyword().equals("FROM")) {
                endStage(from);
                from = instruction;
            } else if (from != null) {
                current.add(instruction);
            } else if (instruction.keyword().equals("ARG")) {
                globalArgs.add(instruction);
            } else {
                throw parser.error(
                        "only ARG may stand before the first FROM, not " + instruction.keyword(),
                        location,
                        instruction.keyword());
            }
        }
        endStage(from);
        if (stages.isEmpty()) {
            throw new DockerfileException(
                    "there is no FROM in the Dockerfile", Excerpt.of(text, new Location(path, 1, 1), 1));
        }
        return new Dockerfile(path, text, globalArgs, stages, reader.directives());
    }

    private void endStage(@Nullable Instruction from) {
        if (from == null) {
            return;
        }
        Optional<String> name =
                from.words().size() == 3 ? Optional.of(from.words().get(2).toLowerCase(Locale.ROOT)) : Optional.empty();
        name.ifPresent(given -> checkName(given, from));
        stages.add(new Stage(stages.size(), name, from.words().get(0), from, current));
        current.clear();
    }

    private void checkName(String name, Instruction from) {
        String written = from.words().get(2);
        if (!STAGE_NAME.matcher(name).matches()) {
            throw new DockerfileException(
                    "invalid stage name \"" + written
                            + "\": it begins with a letter and has letters, digits, \"-\", \"_\" and \".\" only",
                    Excerpts.of(text, from.location(), written));
        }
    }
}
