package io.werf.core.image;

import io.werf.core.config.BuildSecret;
import io.werf.core.config.ImageConfig;
import io.werf.core.config.ImageSpec;
import io.werf.core.image.EvaluatedStage.Base;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Computes image digests: everything that can change the image, and nothing else. */
final class ImageDigests {

    /** To be raised when the same inputs shall give other digests. */
    private static final int FORMAT = 1;

    private ImageDigests() {}

    /**
     * @param stages the needed ones, the target last
     * @param hashed see {@link DigestWriter}
     */
    static ImageDigest digest(
            Dockerfile dockerfile,
            BuildArgs args,
            List<Evaluation.Result> stages,
            ImageConfig image,
            IdentityHashMap<Collection<?>, byte[]> hashed) {
        DigestWriter writer = new DigestWriter(hashed);
        writer.write("werf image").write(FORMAT).write(args.platform()).write(args.ofBuilder());
        writer.write(Optional.ofNullable(dockerfile.directives().get("syntax")));
        writer.write(image.addHosts()).write(image.network()).write(image.cacheVersion());
        // By whom an id is answered, and what, does not matter: that it is answered does.
        writer.write(image.secrets().stream().map(BuildSecret::id).sorted().toList());
        writer.write(image.ssh().map(ssh -> ssh.replaceFirst("=.*", "")));
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

    /** Of a list of images for several platforms. */
    static ImageDigest ofIndex(List<TargetImage> platforms) {
        DigestWriter writer = new DigestWriter().write("werf index").write(FORMAT);
        platforms.forEach(
                image -> writer.write(image.platform()).write(image.digest().hex()));
        return writer.digest();
    }

    /** Of an image whose configuration is changed when it is built. */
    static ImageDigest ofConfigured(TargetImage plain, ImageSpec spec) {
        DigestWriter writer = new DigestWriter().write("werf configuration").write(FORMAT);
        writer.write(plain.digest().hex())
                .write(spec.author())
                .write(spec.clearHistory())
                .write(new TreeMap<>(spec.labels()))
                .write(new TreeMap<>(spec.env()))
                .write(spec.volumes())
                .write(spec.expose())
                .write(spec.user())
                .write(spec.cmd())
                .write(spec.entrypoint())
                .write(spec.workingDir())
                .write(spec.stopSignal());
        writer.write(spec.healthcheck()
                .map(check -> List.of(
                        check.test(),
                        List.of(check.interval(), check.timeout(), check.startPeriod(), check.retries()))));
        ImageSpec.Removal removal = spec.removal();
        writer.write(removal.labels()).write(removal.volumes()).write(removal.env());
        writer.write(removal.cmd()).write(removal.entrypoint()).write(removal.user());
        return writer.write(removal.workingDir()).digest();
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
