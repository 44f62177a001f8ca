package io.werf.core.build;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import io.werf.core.image.Dockerfile;
import io.werf.core.image.TargetImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An image cannot be built: an instruction of its Dockerfile failed, or the builder did. */
public final class BuildFailedException extends WerfException {

    private final String image;
    private final transient Optional<Dockerfile.Instruction> instruction;
    private final transient OptionalInt exitCode;
    private final List<String> lastLines;

    /** The builder failed, or nobody knows at which instruction. */
    BuildFailedException(TargetImage image, String problem, List<String> lastLines, @Nullable Throwable cause) {
        super("image \"" + image.name() + "\" cannot be built: " + problem + indented(lastLines), cause);
        this.image = image.name();
        this.instruction = Optional.empty();
        this.exitCode = OptionalInt.empty();
        this.lastLines = List.copyOf(lastLines);
    }

    /** An instruction failed. */
    BuildFailedException(
            TargetImage image,
            Dockerfile.Instruction instruction,
            OptionalInt exitCode,
            String problem,
            List<String> lastLines) {
        super(
                "image \"" + image.name() + "\" cannot be built: " + instruction.keyword()
                        + (exitCode.isPresent()
                                ? " ended with exit code " + exitCode.getAsInt()
                                : " failed: " + problem)
                        + indented(lastLines),
                excerpt(image, instruction),
                null);
        this.image = image.name();
        this.instruction = Optional.of(instruction);
        this.exitCode = exitCode;
        this.lastLines = List.copyOf(lastLines);
    }

    static Excerpt excerpt(TargetImage image, Dockerfile.Instruction instruction) {
        return Excerpt.of(
                image.dockerfile().text(),
                instruction.location(),
                instruction.original().lines().findFirst().orElse("").length());
    }

    private static String indented(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(System.lineSeparator()).append("    ").append(line));
        return text.toString();
    }

    /** Its name in {@code werf.yaml}. */
    public String image() {
        return image;
    }

    /** The instruction that failed, when that is known. */
    public Optional<Dockerfile.Instruction> instruction() {
        return instruction;
    }

    /** The exit code of a RUN's command. */
    public OptionalInt exitCode() {
        return exitCode;
    }

    /** The last lines of output of the instruction, oldest first. */
    public List<String> lastLines() {
        return lastLines;
    }
}
