package io.werf.core.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
}
