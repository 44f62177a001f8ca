package io.werf.core.track;

import java.util.List;
import java.util.Optional;

/**
 * Why an object will not get ready, collected at the moment of the failure, before anything is rolled back.
 *
 * @param resource the tracked object, for example {@code Deployment/backend}
 * @param reason one sentence: what happened
 * @param pod the pod that failed, if one did
 * @param container the container that failed, if one did
 * @param exitCode its last exit code, if it ended
 * @param lastLines the last lines of its log, oldest first
 * @param warnings the last warning events of the objects involved, {@code Reason — message (5 times in 40
 *     s)}; such that differ in numbers only are told once
 */
public record RolloutFailure(
        String resource,
        String reason,
        Optional<String> pod,
        Optional<String> container,
        Optional<Integer> exitCode,
        List<String> lastLines,
        List<String> warnings) {

    /** Copies the lists. */
    public RolloutFailure {
        lastLines = List.copyOf(lastLines);
        warnings = List.copyOf(warnings);
    }
}
