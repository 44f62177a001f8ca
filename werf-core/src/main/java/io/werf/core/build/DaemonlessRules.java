package io.werf.core.build;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.BuildContext;
import io.werf.core.image.Dockerfile;
import io.werf.core.image.Dockerfile.Instruction;
import io.werf.core.image.Dockerfile.Stage;
import io.werf.core.image.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What cannot be done without running containers or looking into the base image's file system. */
final class DaemonlessRules {

    private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(tar|tgz|tbz2?|txz|tar\\.(gz|bz2|xz|zst))[\"']?");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(:\\d+)?");
    private static final Pattern OCTAL = Pattern.compile("[0-7]{3,4}");

    /** In most base images these are links: a layer with a directory of that name would hide what they point to. */
    private static final Pattern LINKED = Pattern.compile("/(bin|sbin|lib|lib32|lib64|libx32|var/run|var/lock)(/.*)?");

    private static final String NEEDS_CONTAINERS = "it needs a builder that runs containers";

    private DaemonlessRules() {}

    /** The first thing in the target's stages that cannot be done, with its place. */
    static Optional<String> violation(Dockerfile dockerfile, int target) {
        for (Stage stage : chain(dockerfile, target)) {
            if (stage.from().flag("platform").isPresent()) {
                return Optional.of("it does not choose platforms: FROM --platform at "
                        + stage.from().location());
            }
            for (Instruction instruction : stage.instructions()) {
                Optional<String> problem = problem(instruction, stage.base().equals("scratch"));
                if (problem.isPresent()) {
                    return problem.map(text -> text + " at " + instruction.location());
                }
            }
        }
        return Optional.empty();
    }

    /** The target and the stages that it begins with; stages that files are copied from are refused anyway. */
    private static List<Stage> chain(Dockerfile dockerfile, int target) {
        List<Stage> found = new ArrayList<>();
        Optional<Stage> next = Optional.of(dockerfile.stages().get(target));
        while (next.isPresent()) {
            Stage stage = next.get();
            found.add(stage);
            next = dockerfile.stages().stream()
                    .filter(other -> other.index() < stage.index())
                    .filter(other ->
                            other.name().filter(stage.base()::equalsIgnoreCase).isPresent())
                    .findFirst();
        }
        return found;
    }

    private static Optional<String> problem(Instruction instruction, boolean scratch) {
        return switch (instruction.keyword()) {
            case "RUN" -> Optional.of("it cannot run containers: RUN");
            case "COPY", "ADD" -> copyProblem(instruction, scratch);
            default -> Optional.empty();
        };
    }

    private static Optional<String> copyProblem(Instruction copy, boolean scratch) {
        if (copy.flag("from").isPresent()) {
            return Optional.of("it does not copy from stages and images: COPY --from");
        }
        if (copy.flag("chown")
                .filter(owner -> !NUMBERS.matcher(owner).matches())
                .isPresent()) {
            return Optional.of("it knows owners by number only: " + copy.keyword() + " --chown");
        }
        if (copy.flag("chmod").filter(mode -> !OCTAL.matcher(mode).matches()).isPresent()) {
            return Optional.of("it knows octal modes only: " + copy.keyword() + " --chmod");
        }
        if (copy.keyword().equals("ADD") && copy.words().stream().anyMatch(DaemonlessRules::needsMore)) {
            return Optional.of("it does not unpack archives and fetch addresses: ADD");
        }
        String destination =
                copy.words().isEmpty() ? "" : copy.words().get(copy.words().size() - 1);
        if (!scratch && LINKED.matcher(destination).matches()) {
            return Optional.of(destination + " may be a link in the base image: " + copy.keyword());
        }
        return Optional.empty();
    }

    /**
     * Why a step cannot be done: what only variables, the names of files or the base image's ONBUILD can bring in. The rest is known
     * before the build.
     *
     * @param scratch whether it is made on nothing
     */
    static Optional<String> violation(Step step, BuildContext context, boolean scratch) {
        if (step instanceof Step.Run) {
            return Optional.of(NEEDS_CONTAINERS);
        }
        if (!(step instanceof Step.Copy copy)) {
            return Optional.empty();
        }
        if (!(copy.from() instanceof Step.CopySource.Context) || !copy.urls().isEmpty()) {
            return Optional.of(NEEDS_CONTAINERS);
        }
        Optional<TreeEntry> archive = Archives.added(copy, context);
        if (archive.isPresent()) {
            return Optional.of("it does not unpack archives: " + archive.get().path()
                    + " looks like one; COPY would not unpack it");
        }
        return Stream.concat(
                        copy.files().stream().map(Step.CopiedFile::destination),
                        copy.inline().stream().map(Step.InlineFile::destination))
                .filter(file -> !scratch && LINKED.matcher(file).matches())
                .findFirst()
                .map(file -> "it needs a builder that runs containers: the directory of " + file
                        + " may be a link in the base image");
    }

    private static boolean needsMore(String source) {
        return source.contains("://")
                || source.startsWith("git@")
                || ARCHIVE.matcher(source).matches();
    }
}
