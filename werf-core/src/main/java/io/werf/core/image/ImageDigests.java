package io.werf.core.image;

import io.werf.core.image.EvaluatedStage.Base;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes image digests: everything that can change the image, and nothing else. */
final class ImageDigests {

    /** To be raised when the same inputs shall give other digests. */
    private static final int FORMAT = 1;

    private ImageDigests() {}

    /** @param stages the needed ones, the target last */
    static ImageDigest digest(Dockerfile dockerfile, BuildArgs args, List<Evaluation.Result> stages) {
        DigestWriter writer = new DigestWriter();
        writer.write("werf image").write(FORMAT).write(args.platform()).write(args.ofBuilder());
        writer.write(Optional.ofNullable(dockerfile.directives().get("syntax")));
        // A stage's number among the needed ones: neither its name nor stages that nobody needs shall matter.
        Map<Integer, Integer> numbers = new HashMap<>();
        for (Evaluation.Result stage : stages) {
            writer.write(base(stage.base(), numbers));
            writer.write(stage.steps().size());
            stage.steps().forEach(step -> write(writer, step, numbers));
            numbers.put(stage.index(), numbers.size());
        }
        return writer.digest();
    }

    private static List<Object> base(Base base, Map<Integer, Integer> numbers) {
        if (base instanceof Base.Image image) {
            return List.of("image", image.name(), image.platform());
        }
        if (base instanceof Base.Stage stage) {
            return List.of("stage", number(stage.index(), numbers));
        }
        return List.of("scratch");
    }

    private static void write(DigestWriter writer, EvaluatedStep evaluated, Map<Integer, Integer> numbers) {
        Step step = evaluated.step();
        writer.write(step.instruction().keyword());
        if (step instanceof Step.Copy copy && copy.from() instanceof Step.CopySource.FromStage stage) {
            List<Object> content = new ArrayList<>(copy.content());
            content.replaceAll(part -> part.equals(stage) ? List.of("stage", number(stage.index(), numbers)) : part);
            writer.write(content);
        } else if (step instanceof Step.Run run && !run.fromStages().isEmpty()) {
            writer.write(run.content());
            writer.write(run.fromStages().stream()
                    .map(index -> number(index, numbers))
                    .toList());
        } else {
            writer.write(step.content());
        }
        if (!evaluated.certain()) {
            // What the step does depends on the base image's environment: on the text then, and on all before it.
            writer.write(step.instruction().words());
            writer.write(step.instruction().flags());
        }
    }

    private static int number(int index, Map<Integer, Integer> numbers) {
        return numbers.getOrDefault(index, -1);
    }
}
