package io.werf.core.build;

import io.werf.core.data.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an image runs on.
 *
 * @param variant {@code ""} when it does not matter
 */
record Platform(String os, String architecture, String variant) {

    /** @param written {@code os/architecture[/variant]} */
    static Platform parse(String written) {
        String[] parts = written.split("/", 3);
        return new Platform(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
    }

    /** As lists of manifests and configurations have it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("architecture", architecture);
        json.put("os", os);
        if (!variant.isEmpty()) {
            json.put("variant", variant);
        }
        return json;
    }

    /**
     * Whether something of that platform is what is wanted here.
     *
     * @param other in the form of {@link #json}; what it does not say is taken to fit
     */
    boolean fits(Object other) {
        return fits(os, Tree.string(other, "os"))
                && fits(architecture, Tree.string(other, "architecture"))
                && fits(variant, Tree.string(other, "variant"));
    }

    private static boolean fits(String wanted, Optional<String> found) {
        return wanted.isEmpty() || found.isEmpty() || found.get().isEmpty() || wanted.equals(found.get());
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
