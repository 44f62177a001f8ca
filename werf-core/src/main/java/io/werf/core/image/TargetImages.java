package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.Nearest;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.Dockerfile.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the images of {@code werf.yaml} against a commit, without building or asking anybody. */
public final class TargetImages {

    /** What images are built for: it is in the digest, so every backend must say it to its builder. */
    public static final String PLATFORM = "linux/amd64";

    private TargetImages() {}

    /**
     * The images in the given order. Each context directory is walked once, however many images share it; no file's content
     * is read but Dockerfiles, ignore files and links that an instruction names.
     *
     * @throws DockerfileMissingException if the commit does not have a Dockerfile
     * @throws UnknownTargetException if a target is no stage of its Dockerfile
     * @throws DockerfileException if a Dockerfile is wrong
     * @throws DockerIgnoreException if an ignore file is wrong
     * @throws CopySourceException if a Dockerfile takes what its context does not have
     */
    public static List<TargetImage> resolve(ProjectTree tree, List<ImageConfig> images) {
        Map<List<String>, ContextFiles> contexts = new HashMap<>();
        List<TargetImage> resolved = new ArrayList<>();
        for (ImageConfig image : images) {
            Dockerfile dockerfile = dockerfile(tree, image);
            int target = target(image, dockerfile);
            DockerIgnore ignore = DockerIgnore.read(tree, image.dockerfile(), image.context());
            ContextFiles files = contexts.computeIfAbsent(
                    List.of(image.context(), ignore.path().orElse("")),
                    key -> new ContextFiles(tree, image.context(), ignore));
            BuildContext context = new GitBuildContext(files, image.dockerfile());
            BuildArgs args = buildArgs(image);
            List<Evaluation.Result> stages = Evaluation.run(
                    dockerfile, target, args, Optional.of(new FileIndex(context)), name -> Optional.empty());
            ImageDigest digest = ImageDigests.digest(dockerfile, args, stages);
            resolved.add(new TargetImage(image, dockerfile, target, context, digest, Set.of()));
        }
        return resolved;
    }

    static BuildArgs buildArgs(ImageConfig image) {
        return new BuildArgs(image.args(), PLATFORM, image.target().orElse("default"));
    }

    static Dockerfile dockerfile(ProjectTree tree, ImageConfig image) {
        TreeEntry entry = tree.entry(image.dockerfile())
                .orElseThrow(() -> new DockerfileMissingException(image.dockerfile(), image.name(), image.location()));
        String text = new String(tree.read(entry), StandardCharsets.UTF_8);
        return DockerfileParser.parse(text, image.dockerfile());
    }

    /** Index of the stage to build. */
    static int target(ImageConfig image, Dockerfile dockerfile) {
        int count = dockerfile.stages().size();
        if (image.target().isEmpty()) {
            return count - 1;
        }
        String wanted = image.target().get().toLowerCase(Locale.ROOT);
        Optional<Stage> named = dockerfile.stage(wanted, count);
        if (named.isPresent()) {
            return named.get().index();
        }
        if (wanted.matches("\\d{1,6}") && Integer.parseInt(wanted) < count) {
            return Integer.parseInt(wanted);
        }
        List<String> names = dockerfile.stages().stream()
                .flatMap(stage -> stage.name().stream())
                .toList();
        throw new UnknownTargetException(image, dockerfile, names, Nearest.to(wanted, names));
    }
}
