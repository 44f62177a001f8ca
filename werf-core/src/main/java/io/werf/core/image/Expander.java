package io.werf.core.image;

import io.werf.core.image.Dockerfile.Instruction;
import java.util.List;

/** Expands words of instructions, with errors that have a place. */
final class Expander {

    private final Dockerfile dockerfile;
    private final Variables variables;

    Expander(Dockerfile dockerfile, Variables variables) {
        this.dockerfile = dockerfile;
        this.variables = variables;
    }

    String expand(String word, Instruction instruction) {
        try {
            return ShellLexer.expand(word, dockerfile.escape(), variables);
        } catch (SubstitutionException e) {
            throw error(e, word, instruction);
        }
    }

    List<String> words(String text, Instruction instruction) {
        try {
            return ShellLexer.words(text, dockerfile.escape(), variables);
        } catch (SubstitutionException e) {
            throw error(e, text, instruction);
        }
    }

    /** The body of a heredoc. */
    String body(String body, Instruction instruction) {
        try {
            return ShellLexer.expandBody(body, variables);
        } catch (SubstitutionException e) {
            throw error(e, "<<", instruction);
        }
    }

    private DockerfileException error(SubstitutionException e, String word, Instruction instruction) {
        return new DockerfileException(
                String.valueOf(e.getMessage()), Excerpts.of(dockerfile.text(), instruction.location(), word), e);
    }
}
