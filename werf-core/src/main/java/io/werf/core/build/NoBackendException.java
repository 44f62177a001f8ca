package io.werf.core.build;

import io.werf.core.error.WerfException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nothing on this machine can build an image. */
public final class NoBackendException extends WerfException {

    private final String image;
    private final transient Map<String, String> reasons;

    /** @param reasons why not, by backend */
    NoBackendException(String image, Map<String, String> reasons) {
        super("nothing here can build image \"" + image + "\"" + list(reasons));
        this.image = image;
        this.reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    private static String list(Map<String, String> reasons) {
        StringBuilder text = new StringBuilder();
        reasons.forEach((backend, why) -> text.append(System.lineSeparator())
                .append("  ")
                .append(backend)
                .append(": ")
                .append(why));
        return text.toString();
    }

    /** Its name in {@code werf.yaml}. */
    public String image() {
        return image;
    }

    /** Why each backend cannot, in the order in which they were asked. */
    public Map<String, String> reasons() {
        return reasons;
    }
}
