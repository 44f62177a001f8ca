package io.werf.core.build;

import io.werf.core.image.TargetImage;
import io.werf.core.registry.ImageName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to build.
 *
 * @param upload under which name it is brought into the repository, if that takes a name; no other build uses it
 * @param args build arguments, facts about other images included
 * @param secrets for {@code RUN --mount=type=secret}
 * @param labels of the image, besides those of the Dockerfile
 */
record BuildSpec(
        TargetImage image,
        ImageName upload,
        Map<String, String> args,
        List<SecretValue> secrets,
        Map<String, String> labels) {

    /** Copies the collections, the maps sorted. */
    BuildSpec {
        args = Collections.unmodifiableMap(new TreeMap<>(args));
        secrets = List.copyOf(secrets);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The name that it is to get, if nobody is faster. */
    ImageName name() {
        return upload.repository().image(image.digest());
    }

    /** One without secrets, with the arguments of {@code werf.yaml}. */
    BuildSpec(TargetImage image, ImageName upload, Map<String, String> labels) {
        this(image, upload, image.config().args(), List.of(), labels);
    }
}
