package io.werf.core.build;

import io.werf.core.config.ImageDependency;
import io.werf.core.config.ImageDependency.Fact;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Build arguments that are facts about other images, which are in the repository by now. */
final class DependencyArgs {

    private final RegistryClient registry;
    private final Map<String, ImageName> names = new HashMap<>();

    DependencyArgs(RegistryClient registry, ImageDiff diff) {
        this.registry = registry;
        Stream.concat(diff.present().stream(), diff.missing().stream())
                .forEach(image -> names.put(image.name(), diff.repository().image(image.digest())));
    }

    /** All build arguments of an image. */
    Map<String, String> of(TargetImage image) {
        Map<String, String> args = new HashMap<>(image.config().args());
        for (ImageDependency dependency : image.config().dependencies()) {
            ImageName name = names.get(dependency.image());
            if (name == null) {
                throw new BuildFailedException(
                        image,
                        "it depends on image \"" + dependency.image() + "\", which is not built",
                        java.util.List.of(),
                        null);
            }
            dependency.imports().forEach(one -> args.put(one.targetBuildArg(), value(image, one.fact(), name)));
        }
        return args;
    }

    private String value(TargetImage image, Fact fact, ImageName name) {
        return switch (fact) {
            case IMAGE_NAME -> name.toString();
            case IMAGE_REPO -> name.repository().toString();
            case IMAGE_TAG -> name.tag();
            case IMAGE_DIGEST -> manifest(image, name).digest();
            case IMAGE_ID -> {
                ImageManifest manifest = manifest(image, name);
                // A list of platforms has no configuration of its own.
                yield manifest.configDigest().orElse(manifest.digest());
            }
        };
    }

    private ImageManifest manifest(TargetImage image, ImageName name) {
        Optional<ImageManifest> manifest = Answers.await(registry.manifest(name.repository(), name.tag()));
        return manifest.orElseThrow(() -> new BuildFailedException(
                image, "it depends on " + name + ", which is not in the registry any more", java.util.List.of(), null));
    }
}
