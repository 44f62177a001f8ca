package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.config.ImageDependency;
import io.werf.core.config.ImageDependency.Fact;
import io.werf.core.config.ImageSpec;
import io.werf.core.config.JibConfig;
import io.werf.core.error.Nearest;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.Dockerfile.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves the images of {@code werf.yaml} against a commit, without building or asking anybody. Not thread-safe. */
public final class TargetImages {

    private final ProjectTree tree;
    private final Path project;
    private final Map<String, ImageConfig> configs = new LinkedHashMap<>();
    private final Map<ImageConfig, TargetImage> resolved = new HashMap<>();
    private final Map<List<String>, ContextFiles> contexts = new HashMap<>();
    private final Map<ContextFiles, FileIndex> indexes = new HashMap<>();
    private final IdentityHashMap<Collection<?>, byte[]> hashed = new IdentityHashMap<>();
    private final JavaModules modules;
    private final Map<String, JavaFiles> classPaths = new HashMap<>();

    private TargetImages(ProjectTree tree, List<ImageConfig> images, Path project, JavaModules modules) {
        this.modules = modules;
        this.tree = tree;
        this.project = project;
        images.forEach(image -> configs.put(image.name(), image));
    }

    /**
     * The images in the given order. Each context directory is walked once, however many images share it; no file's content
     * is read but Dockerfiles, ignore files, links that an instruction names, and {@code contextAddFiles}.
     *
     * @param images with all that they depend on; the dependencies have no cycle
     * @param project the project directory, for files that {@code contextAddFiles} adds
     * @param modules for images that are made of class files
     * @throws DockerfileMissingException if the commit does not have a Dockerfile
     * @throws UnknownTargetException if a target is no stage of its Dockerfile
     * @throws DockerfileException if a Dockerfile is wrong
     * @throws DockerIgnoreException if an ignore file is wrong
     * @throws CopySourceException if a Dockerfile takes what its context does not have
     * @throws AddedFileException if a file cannot be added to a context
     * @throws JavaModuleException if an image is made of class files that are not there
     * @throws MainClassException if it is not clear which of them is to be started
     */
    public static List<TargetImage> resolve(
            ProjectTree tree, List<ImageConfig> images, Path project, JavaModules modules) {
        TargetImages all = new TargetImages(tree, images, project, modules);
        return images.stream().map(all::resolve).toList();
    }

    /** The same for images none of which is made of class files. */
    public static List<TargetImage> resolve(ProjectTree tree, List<ImageConfig> images, Path project) {
        return resolve(tree, images, project, JavaModules.none());
    }

    private TargetImage resolve(ImageConfig image) {
        TargetImage known = resolved.get(image);
        if (known != null) {
            return known;
        }
        Map<String, String> digests = new HashMap<>();
        for (ImageDependency dependency : image.dependencies()) {
            ImageConfig other = configs.get(dependency.image());
            if (other != null) {
                digests.put(other.name(), resolve(other).digest().hex());
            }
        }
        Map<String, String> args = stableArgs(image, digests);
        List<TargetImage> parts = image.platforms().stream()
                .distinct()
                .map(platform -> resolve(image, platform, args))
                .toList();
        TargetImage result = parts.get(0);
        if (parts.size() > 1) {
            result = result.derived(ImageDigests.ofIndex(parts), new Origin.Index(parts));
        }
        resolved.put(image, result);
        return result;
    }

    private TargetImage resolve(ImageConfig image, String platform, Map<String, String> args) {
        Optional<JibConfig> jib = image.jib();
        if (jib.isPresent()) {
            JavaFiles files = javaFiles(image, jib.get().module());
            String text = JavaDockerfile.write(image, jib.get(), files);
            Dockerfile dockerfile = DockerfileParser.parse(text, "Dockerfile of image \"" + image.name() + "\"");
            BuildContext context = new JavaBuildContext(files, text);
            return resolve(image, platform, args, dockerfile, context, new FileIndex(context));
        }
        ContextFiles files = contextFiles(image);
        BuildContext context = new GitBuildContext(files, dockerfilePath(tree, image));
        FileIndex index = indexes.computeIfAbsent(files, key -> new FileIndex(context));
        return resolve(image, platform, args, dockerfile(tree, image), context, index);
    }

    private TargetImage resolve(
            ImageConfig image,
            String platform,
            Map<String, String> args,
            Dockerfile dockerfile,
            BuildContext context,
            FileIndex index) {
        int target = target(image, dockerfile);
        BuildArgs buildArgs = buildArgs(image, platform, args);
        List<Evaluation.Result> stages =
                Evaluation.run(dockerfile, target, buildArgs, Optional.of(index), name -> Optional.empty());
        ImageDigest digest = ImageDigests.digest(dockerfile, buildArgs, stages, image, hashed);
        Set<String> dependencies =
                image.dependencies().stream().map(ImageDependency::image).collect(Collectors.toSet());
        TargetImage plain =
                new TargetImage(image, dockerfile, target, context, platform, digest, dependencies, new Origin.Built());
        Optional<ImageSpec> spec = image.spec();
        return spec.isEmpty()
                ? plain
                : plain.derived(ImageDigests.ofConfigured(plain, spec.get()), new Origin.Configured(plain, spec.get()));
    }

    private JavaFiles javaFiles(ImageConfig image, String directory) {
        return classPaths.computeIfAbsent(
                directory, module -> JavaFiles.of(image, module, javaModule(modules, project, image, module)));
    }

    /** @throws JavaModuleException if there is none */
    static JavaModule javaModule(JavaModules modules, Path project, ImageConfig image, String directory) {
        return modules.find(project.resolve(directory).toAbsolutePath().normalize())
                .orElseThrow(() -> new JavaModuleException(
                        image, directory, "there is no such module in the build that runs this", null));
    }

    private ContextFiles contextFiles(ImageConfig image) {
        DockerIgnore ignore = DockerIgnore.read(tree, image.dockerfile(), image.context());
        return contexts.computeIfAbsent(
                List.of(
                        image.context(),
                        ignore.path().orElse(""),
                        image.contextAddFiles().toString()),
                key -> new ContextFiles(tree, image.context(), ignore, AddedFiles.read(image, project)));
    }

    /**
     * Build arguments as digests have them: facts about other images are made of their digests, so that it does not matter
     * where images are kept.
     *
     * @param digests by image name
     */
    static Map<String, String> stableArgs(ImageConfig image, Map<String, String> digests) {
        Map<String, String> args = new HashMap<>(image.args());
        for (ImageDependency dependency : image.dependencies()) {
            String digest = digests.getOrDefault(dependency.image(), "");
            dependency.imports().forEach(one -> args.put(one.targetBuildArg(), stable(one.fact(), digest)));
        }
        return args;
    }

    private static String stable(Fact fact, String digest) {
        return switch (fact) {
            case IMAGE_NAME -> "werf:" + digest;
            case IMAGE_REPO -> "werf";
            case IMAGE_TAG -> digest;
            case IMAGE_ID, IMAGE_DIGEST -> "werf@" + digest;
        };
    }

    static BuildArgs buildArgs(ImageConfig image, String platform, Map<String, String> args) {
        return new BuildArgs(args, platform, image.target().orElse("default"));
    }

    static Dockerfile dockerfile(ProjectTree tree, ImageConfig image) {
        TreeEntry entry = tree.follow(image.dockerfile())
                .orElseThrow(() -> new DockerfileMissingException(image.dockerfile(), image.name(), image.location()));
        String text = new String(tree.read(entry), StandardCharsets.UTF_8);
        return DockerfileParser.parse(text, image.dockerfile());
    }

    /** Path of the file itself when the configuration names a link to it. */
    private static String dockerfilePath(ProjectTree tree, ImageConfig image) {
        return tree.follow(image.dockerfile()).map(TreeEntry::path).orElse(image.dockerfile());
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
        Set<String> names = dockerfile.stages().stream()
                .flatMap(stage -> stage.name().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        throw new UnknownTargetException(image, dockerfile, List.copyOf(names), Nearest.to(wanted, names));
    }
}
