package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.config.JibConfig;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which paths of a project its builds take, whether they are in the commit or not: for telling which uncommitted files
 * matter. Not thread-safe.
 */
public final class BuildNeeds {

    private final Set<String> ownFiles = new HashSet<>();
    private final Set<String> allowed = new HashSet<>();
    private final List<Need> needs = new ArrayList<>();

    private record Need(String context, PathRules.Walk ignored, Predicate<String> sources, String instruction) {
        boolean takes(String path) {
            if (!Paths.isWithin(context, path)) {
                return false;
            }
            String relative = Paths.relative(context, path);
            return sources.test(relative) && !ignored.matches(relative);
        }
    }

    private BuildNeeds() {}

    /**
     * What the builds of these images take. A missing Dockerfile is no error here: it may be one of the uncommitted files.
     *
     * @param modules for images that are made of class files
     * @throws DockerfileException if a Dockerfile of the commit is wrong
     * @throws DockerIgnoreException if an ignore file of the commit is wrong
     * @throws UnknownTargetException if a target is no stage of its Dockerfile
     * @throws JavaModuleException if an image is made of a module that there is not
     */
    public static BuildNeeds of(ProjectTree tree, List<ImageConfig> images, Path project, JavaModules modules) {
        BuildNeeds all = new BuildNeeds();
        for (ImageConfig image : images) {
            if (image.jib().isPresent()) {
                all.add(image, image.jib().get(), project, modules);
            } else {
                all.add(tree, image);
            }
        }
        return all;
    }

    /** The same for images none of which is made of class files. */
    public static BuildNeeds of(ProjectTree tree, List<ImageConfig> images) {
        return of(tree, images, Path.of(""), JavaModules.none());
    }

    /** Class files are not in the commit; what they are made from must be. */
    private void add(ImageConfig image, JibConfig jib, Path project, JavaModules modules) {
        Path root = project.toAbsolutePath().normalize();
        PathRules.Walk nothing = PathRules.of(List.of()).walk();
        for (Path source :
                TargetImages.javaModule(modules, project, image, jib.module()).sources()) {
            if (source.startsWith(root)) {
                String path = root.relativize(source).toString().replace('\\', '/');
                needs.add(new Need(path, nothing, any -> true, "the classes of image " + image.name()));
            }
        }
    }

    private void add(ProjectTree tree, ImageConfig image) {
        ownFiles.add(image.dockerfile());
        ownFiles.addAll(DockerIgnore.candidates(image.dockerfile(), image.context()));
        image.contextAddFiles().forEach(path -> allowed.add(Paths.join(image.context(), path)));
        Optional<TreeEntry> file = tree.follow(image.dockerfile());
        file.ifPresent(real -> ownFiles.add(real.path()));
        if (file.isEmpty()) {
            return;
        }
        Dockerfile dockerfile = TargetImages.dockerfile(tree, image);
        PathRules.Walk ignored = DockerIgnore.read(tree, image.dockerfile(), image.context())
                .rules()
                .walk();
        Evaluation.run(
                        dockerfile,
                        TargetImages.target(image, dockerfile),
                        TargetImages.buildArgs(image, ImageConfig.PLATFORM, TargetImages.stableArgs(image, Map.of())),
                        Optional.empty(),
                        name -> Optional.empty())
                .forEach(stage -> stage.steps().forEach(step -> add(image, ignored, step)));
    }

    private void add(ImageConfig image, PathRules.Walk ignored, EvaluatedStep evaluated) {
        Dockerfile.Instruction instruction = evaluated.step().instruction();
        boolean parents = instruction.flag("parents").filter("true"::equals).isPresent();
        String name =
                instruction.location().file() + ":" + instruction.location().line() + " " + instruction.keyword();
        for (String source : evaluated.takes()) {
            needs.add(new Need(image.context(), ignored, matcher(source, parents), name));
        }
    }

    private static Predicate<String> matcher(String source, boolean parents) {
        String path;
        try {
            path = SourceFiles.normalised(source);
        } catch (FileIndex.Unreachable e) {
            return any -> false;
        }
        if (path.isEmpty()) {
            return any -> true;
        }
        if (!Glob.isPattern(path)) {
            return file -> Paths.isWithin(path, file);
        }
        if (parents) {
            PathRules.Walk rules = PathRules.of(List.of(path)).walk();
            return rules::matches;
        }
        Pattern regex = Glob.ofSource(path);
        return file -> {
            String head = file;
            while (!head.isEmpty()) {
                if (regex.matcher(head).matches()) {
                    return true;
                }
                head = Paths.parent(head);
            }
            return false;
        };
    }

    /**
     * What takes the file at that path, relative to the project directory: for example {@code Dockerfile:5 COPY}; the empty
     * text when it is a Dockerfile or an ignore file itself. Empty when no build takes it.
     */
    public Optional<String> neededBy(String projectPath) {
        if (ownFiles.contains(projectPath)) {
            return Optional.of("");
        }
        if (allowed.stream().anyMatch(added -> Paths.isWithin(added, projectPath))) {
            return Optional.empty();
        }
        return needs.stream()
                .filter(need -> need.takes(projectPath))
                .map(Need::instruction)
                .findFirst();
    }
}
