package io.werf.core.build;

import io.werf.core.build.BuildBackend.Verdict;
import io.werf.core.image.TargetImage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Chooses a backend for each image: the first that can build it. */
public final class BackendChoice {

    private final List<BuildBackend> backends;

    /** @param backends in order of preference; a single one means that no other will do */
    public BackendChoice(List<BuildBackend> backends) {
        this.backends = List.copyOf(backends);
    }

    /** @param reason what the backend works with, and why the ones before it were not taken */
    record Chosen(BuildBackend backend, String reason) {}

    /** @throws NoBackendException if none can */
    Chosen choose(TargetImage image) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (BuildBackend backend : order(image)) {
            Verdict verdict = backend.check(image);
            if (verdict instanceof Verdict.Can can) {
                return new Chosen(backend, can.how() + because(reasons));
            }
            if (verdict instanceof Verdict.Cannot cannot) {
                reasons.put(backend.name(), cannot.why());
            }
        }
        throw new NoBackendException(image.name(), reasons);
    }

    /** An image of class files is made again often: where the same files give the same layers, only the changed ones are pushed. */
    private List<BuildBackend> order(TargetImage image) {
        return image.config().jib().isEmpty()
                ? backends
                : backends.stream()
                        .sorted(Comparator.comparing(backend -> !backend.isReproducible()))
                        .toList();
    }

    private static String because(Map<String, String> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.entrySet().stream()
                        .map(reason -> "not " + reason.getKey() + ": " + reason.getValue())
                        .collect(Collectors.joining("; ", " (", ")"));
    }
}
