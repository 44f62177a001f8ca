package io.werf.core.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the stages that a target needs into steps, as Docker would execute them. Pure and thread-safe. */
public final class StageEvaluator {

    private StageEvaluator() {}

    /**
     * The stages needed for the image's target, each behind those that it needs; the target is the last.
     *
     * @param buildArgs of this build, facts about other images included
     * @param bases asked for each base image name that a needed stage starts from. An image's ENV, WORKDIR and ONBUILD
     *     decide what the instructions after it mean
     * @throws DockerfileException if an instruction cannot be carried out
     * @throws CopySourceException if the context does not have what COPY or ADD takes
     */
    public static List<EvaluatedStage> evaluate(
            TargetImage image, Map<String, String> buildArgs, Function<String, BaseConfig> bases) {
        BuildArgs args = TargetImages.buildArgs(image.config(), image.platform(), buildArgs);
        FileIndex files = new FileIndex(image.context());
        return Evaluation.run(
                        image.dockerfile(),
                        image.targetStage(),
                        args,
                        Optional.of(files),
                        name -> Optional.of(bases.apply(name)))
                .stream()
                .map(stage -> new EvaluatedStage(
                        stage.index(),
                        stage.name(),
                        stage.base(),
                        stage.steps().stream().map(EvaluatedStep::step).toList()))
                .toList();
    }

    /**
     * The images that a build reads beside the stages of its Dockerfile: those that stages start from and files are taken from,
     * and the one of {@code # syntax}. What ONBUILD of a base image brings in is not known.
     *
     * @param buildArgs of this build, facts about other images included
     * @throws DockerfileException if an instruction cannot be carried out
     */
    public static Set<String> images(TargetImage image, Map<String, String> buildArgs) {
        Set<String> names = new LinkedHashSet<>();
        Optional.ofNullable(image.dockerfile().directives().get("syntax")).ifPresent(names::add);
        stages(image, buildArgs).forEach(stage -> {
            if (stage.base() instanceof EvaluatedStage.Base.Image base) {
                names.add(base.name());
            }
            stage.steps().forEach(step -> addSources(step.step(), names));
        });
        return names;
    }

    /**
     * The image that the result is made on, by way of other stages; empty when that is none, or is asked for with a platform of its
     * own.
     *
     * @param buildArgs of this build, facts about other images included
     * @throws DockerfileException if an instruction cannot be carried out
     */
    public static Optional<String> base(TargetImage image, Map<String, String> buildArgs) {
        Map<Integer, EvaluatedStage.Base> bases = stages(image, buildArgs).stream()
                .collect(Collectors.toMap(Evaluation.Result::index, Evaluation.Result::base));
        EvaluatedStage.Base base = Objects.requireNonNull(bases.get(image.targetStage()));
        while (base instanceof EvaluatedStage.Base.Stage earlier) {
            base = Objects.requireNonNull(bases.get(earlier.index()));
        }
        return base instanceof EvaluatedStage.Base.Image named
                        && named.platform().isEmpty()
                ? Optional.of(named.name())
                : Optional.empty();
    }

    /**
     * What ONBUILD instructions of base images take from the build context without the digest knowing of it: neither it nor a
     * directory above it is taken by an instruction of the Dockerfile itself. As patterns; {@code ""} is all of the context.
     *
     * @param buildArgs of this build, facts about other images included
     * @param bases as for {@link #evaluate}
     * @throws DockerfileException if an instruction cannot be carried out
     */
    public static Set<String> undigestedSources(
            TargetImage image, Map<String, String> buildArgs, Function<String, BaseConfig> bases) {
        List<EvaluatedStep> digested = steps(stages(image, buildArgs));
        Set<Dockerfile.Instruction> known =
                digested.stream().map(step -> step.step().instruction()).collect(Collectors.toSet());
        Set<String> taken = digested.stream()
                .filter(step -> step.step().instruction().flags("exclude").isEmpty())
                .flatMap(StageEvaluator::sources)
                .collect(Collectors.toSet());
        return steps(stages(image, buildArgs, name -> Optional.of(bases.apply(name)))).stream()
                .filter(step -> !known.contains(step.step().instruction()))
                .flatMap(StageEvaluator::sources)
                .filter(source -> taken.stream().noneMatch(other -> covers(other, source)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<EvaluatedStep> steps(List<Evaluation.Result> stages) {
        return stages.stream().flatMap(stage -> stage.steps().stream()).toList();
    }

    private static Stream<String> sources(EvaluatedStep step) {
        return step.takes().stream().flatMap(source -> {
            try {
                return Stream.of(SourceFiles.normalised(source));
            } catch (FileIndex.Unreachable e) {
                return Stream.empty(); // the builder refuses it
            }
        });
    }

    private static boolean covers(String taken, String source) {
        return taken.equals(source) || (!Glob.isPattern(taken) && Paths.isWithin(taken, source));
    }

    /** Without what only the files and the base images know. */
    private static List<Evaluation.Result> stages(TargetImage image, Map<String, String> buildArgs) {
        return stages(image, buildArgs, name -> Optional.empty());
    }

    private static List<Evaluation.Result> stages(
            TargetImage image, Map<String, String> buildArgs, Function<String, Optional<BaseConfig>> bases) {
        BuildArgs args = TargetImages.buildArgs(image.config(), image.platform(), buildArgs);
        return Evaluation.run(image.dockerfile(), image.targetStage(), args, Optional.empty(), bases);
    }

    private static void addSources(Step step, Set<String> names) {
        if (step instanceof Step.Copy copy && copy.from() instanceof Step.CopySource.FromImage from) {
            names.add(from.name());
        } else if (step instanceof Step.Run run) {
            run.mounts().stream()
                    .map(mount -> mount.getOrDefault("from", "stage"))
                    .filter(from -> !from.equals("stage"))
                    .forEach(names::add);
        }
    }
}
