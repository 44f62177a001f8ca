package io.werf.core.release;

import io.werf.core.error.Nearest;
import io.werf.core.error.WerfException;
import java.util.List;

/** There is no such release in that namespace, or no such namespace. */
public final class ReleaseNotFoundException extends WerfException {

    private final List<String> present;

    /**
     * @param namespaceExists whether the namespace is there, as far as one may know
     * @param present names of the releases in it
     */
    public ReleaseNotFoundException(String release, String namespace, boolean namespaceExists, List<String> present) {
        super(message(release, namespace, namespaceExists, present));
        this.present = List.copyOf(present);
    }

    private static String message(String release, String namespace, boolean namespaceExists, List<String> present) {
        if (!namespaceExists) {
            return "there is no release " + release + ": namespace " + namespace + " does not exist";
        }
        return "there is no release " + release + " in namespace " + namespace
                + Nearest.to(release, present)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("")
                + (present.isEmpty() ? ", nor any other" : "; there are: " + String.join(", ", present));
    }

    /** Names of the releases that are there. */
    public List<String> present() {
        return present;
    }
}
