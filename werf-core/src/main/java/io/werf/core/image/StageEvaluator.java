package io.werf.core.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** Without what only the files and the base images know. */
    private static List<Evaluation.Result> stages(TargetImage image, Map<String, String> buildArgs) {
        BuildArgs args = TargetImages.buildArgs(image.config(), image.platform(), buildArgs);
        return Evaluation.run(
                image.dockerfile(), image.targetStage(), args, Optional.empty(), name -> Optional.empty());
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
