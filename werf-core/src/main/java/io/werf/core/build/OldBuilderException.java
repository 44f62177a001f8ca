package io.werf.core.build;

import io.werf.core.error.WerfException;
import io.werf.core.image.Dockerfile;
import io.werf.core.image.TargetImage;

/** A builder does not understand an instruction: the Dockerfile's language is newer than what it has built in. */
public final class OldBuilderException extends WerfException {

    private final transient Dockerfile.Instruction instruction;
    private final boolean choosesLanguage;

    OldBuilderException(TargetImage image, Dockerfile.Instruction instruction, String problem) {
        super(
                "image \"" + image.name() + "\" cannot be built: this builder does not understand "
                        + instruction.keyword() + ": " + problem,
                BuildFailedException.excerpt(image, instruction),
                null);
        this.instruction = instruction;
        this.choosesLanguage = image.dockerfile().directives().containsKey("syntax");
    }

    /** What it does not understand. */
    public Dockerfile.Instruction instruction() {
        return instruction;
    }

    /** Whether the Dockerfile says by {@code # syntax} in which version of the language it is. */
    public boolean choosesLanguage() {
        return choosesLanguage;
    }
}
