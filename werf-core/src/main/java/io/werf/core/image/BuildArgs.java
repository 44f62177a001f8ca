package io.werf.core.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The build arguments of an image, and the ones that BuildKit has by itself.
 *
 * @param given by name
 * @param platform {@code os/architecture[/variant]} of the image
 * @param target name of the stage to build, as {@code TARGETSTAGE} has it
 */
record BuildArgs(Map<String, String> given, String platform, String target) {

    private static final String BUILDER_PREFIX = "BUILDKIT_";
    private static final List<String> BUILDER_ARGS = List.of("SOURCE_DATE_EPOCH");

    BuildArgs {
        given = Map.copyOf(given);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /**
     * The platform arguments. The build platform is taken to be the target's, so that the machine that happens to build
     * does not matter.
     */
    Map<String, String> platformArgs() {
        String[] parts = platform.split("/", 3);
        Map<String, String> args = new HashMap<>();
        for (String side : List.of("BUILD", "TARGET")) {
            args.put(side + "PLATFORM", platform);
            args.put(side + "OS", parts[0]);
            args.put(side + "ARCH", parts.length > 1 ? parts[1] : "");
            args.put(side + "VARIANT", parts.length > 2 ? parts[2] : "");
        }
        args.put("TARGETSTAGE", target);
        return args;
    }

    /** Those that change what the builder does without being declared in the Dockerfile. Proxies are none of them. */
    Map<String, String> ofBuilder() {
        Map<String, String> found = new TreeMap<>(given);
        found.keySet().removeIf(name -> !name.startsWith(BUILDER_PREFIX) && !BUILDER_ARGS.contains(name));
        return found;
    }
}
