package io.werf.core.image;

import java.util.List;
import java.util.Map;

/**
 * What the evaluation of a Dockerfile needs to know of a base image.
 *
 * @param env its environment
 * @param workdir its working directory, absolute; {@code /} when it has none
 * @param onBuild its ONBUILD triggers
 */
public record BaseConfig(Map<String, String> env, String workdir, List<String> onBuild) {

    /** That of an image without configuration, such as {@code scratch}. */
    public static final BaseConfig EMPTY = new BaseConfig(Map.of(), "/", List.of());

    /** Copies the collections. */
    public BaseConfig {
        env = Map.copyOf(env);
        onBuild = List.copyOf(onBuild);
    }
}
