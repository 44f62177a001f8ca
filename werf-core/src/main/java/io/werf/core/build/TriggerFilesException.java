package io.werf.core.build;

import io.werf.core.error.WerfException;
import io.werf.core.image.TargetImage;
import java.util.List;
import java.util.Set;

/**
 * ONBUILD instructions of a base image take files that no digest knows of: a change of them would build nothing, and an old image
 * would be deployed. What was built is not published.
 */
public final class TriggerFilesException extends WerfException {

    private final List<String> sources;

    TriggerFilesException(TargetImage image, Set<String> sources) {
        super("image \"" + image.name() + "\" cannot be built: ONBUILD instructions of its base image take "
                + String.join(", ", shown(sources))
                + " from the build context, where a change would not make another image of it");
        this.sources = shown(sources);
    }

    private static List<String> shown(Set<String> sources) {
        return sources.stream()
                .map(source -> source.isEmpty() ? "." : source)
                .sorted()
                .toList();
    }

    /** What they take, as COPY would have it. */
    public List<String> sources() {
        return sources;
    }
}
