package io.werf.core.build;

import io.werf.core.image.Dockerfile;
import io.werf.core.image.Dockerfile.Instruction;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the Engine's classic builder does not understand. */
final class ClassicBuilderRules {

    private static final Map<String, Set<String>> FLAGS = Map.of(
            "FROM", Set.of("platform"),
            "COPY", Set.of("from", "chown"),
            "ADD", Set.of("chown"),
            "HEALTHCHECK", Set.of("interval", "timeout", "start-period", "retries"));

    private ClassicBuilderRules() {}

    /** The first thing that needs BuildKit, with its place. */
    static Optional<String> violation(Dockerfile dockerfile) {
        return dockerfile.instructions().stream()
                .flatMap(instruction -> violation(instruction).stream())
                .findFirst();
    }

    private static Optional<String> violation(Instruction instruction) {
        if (!instruction.heredocs().isEmpty()) {
            return Optional.of("the heredoc at " + instruction.location() + " needs BuildKit");
        }
        Set<String> known = FLAGS.getOrDefault(instruction.keyword(), Set.of());
        return instruction.flags().stream()
                .map(Map.Entry::getKey)
                .filter(flag -> !known.contains(flag))
                .map(flag -> instruction.keyword() + " --" + flag + " at " + instruction.location() + " needs BuildKit")
                .findFirst();
    }

    /** Whether stages have ONBUILD for later ones. */
    static boolean hasTriggers(Dockerfile dockerfile) {
        return dockerfile.instructions().stream()
                .anyMatch(instruction -> instruction.keyword().equals("ONBUILD"));
    }
}
