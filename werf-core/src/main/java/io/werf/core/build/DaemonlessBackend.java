package io.werf.core.build;

import io.werf.core.event.EventSink;
import io.werf.core.image.EvaluatedStage;
import io.werf.core.image.EvaluatedStage.Base;
import io.werf.core.image.StageEvaluator;
import io.werf.core.image.Step;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Makes images of Dockerfiles without RUN out of their base image's layers and the files they copy, with no Docker at
 * all. Reproducible: the same commit gives the same bytes.
 *
 * <p>The file system of the base image is not looked into: which directories it has is guessed, see {@link ImageDirectories}, and a
 * COPY of one file to a path without a trailing slash makes a file of that name.
 */
public final class DaemonlessBackend implements BuildBackend {

    private final RegistryClient registry;
    private final BaseImages bases;
    private final LayerMemory memory;

    /** One that remembers no layers. */
    public DaemonlessBackend(RegistryClient registry, boolean emptyBaseWhenUnreachable, EventSink events) {
        this(registry, emptyBaseWhenUnreachable, LayerMemory.none(), events);
    }

    /**
     * @param registry for base images and for publishing
     * @param emptyBaseWhenUnreachable for the sandbox only: a base image that cannot be had is replaced by an empty one,
     *     with a warning
     * @param memory of layers that were made before
     * @param events gets that warning, from any thread
     */
    public DaemonlessBackend(
            RegistryClient registry, boolean emptyBaseWhenUnreachable, LayerMemory memory, EventSink events) {
        this.registry = registry;
        this.memory = memory;
        this.bases = new BaseImages(registry, emptyBaseWhenUnreachable, events);
    }

    @Override
    public String name() {
        return "daemonless";
    }

    @Override
    public boolean isReproducible() {
        return true;
    }

    @Override
    public Verdict check(TargetImage image) {
        Optional<String> violation = DaemonlessRules.violation(image.dockerfile(), image.targetStage());
        return violation.isPresent() ? new Verdict.Cannot(violation.get()) : new Verdict.Can("needs no Docker");
    }

    @Override
    public BuiltImage build(BuildSpec request, Consumer<String> output) {
        TargetImage image = request.image();
        Map<String, BaseImage> loaded = new HashMap<>();
        List<EvaluatedStage> stages = StageEvaluator.evaluate(
                image,
                request.args(),
                name -> loaded.computeIfAbsent(name, base -> bases.load(image, base))
                        .forEvaluation());
        List<Step> steps = new ArrayList<>();
        Base start = collect(stages, stages.get(stages.size() - 1), steps);
        BaseImage base = start instanceof Base.Image named
                ? loaded.computeIfAbsent(named.name(), name -> bases.load(image, name))
                : BaseImage.scratch(Platform.parse(image.platform()));
        try {
            TemporaryDirectory directory = new TemporaryDirectory("werf-image");
            try {
                return assemble(request, base, steps, directory, output);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BuildFailedException(image, "cannot write a layer: " + e.getMessage(), List.of(), e);
        }
    }

    /** The steps of a stage behind those of the stages it begins with; returns what the first of them begins with. */
    private static Base collect(List<EvaluatedStage> stages, EvaluatedStage stage, List<Step> steps) {
        Base start = stage.base();
        if (start instanceof Base.Stage earlier) {
            EvaluatedStage before = stages.stream()
                    .filter(other -> other.index() == earlier.index())
                    .findFirst()
                    .orElseThrow();
            start = collect(stages, before, steps);
        }
        steps.addAll(stage.steps());
        return start;
    }

    private AssembledImage assemble(
            BuildSpec request, BaseImage base, List<Step> steps, TemporaryDirectory directory, Consumer<String> output)
            throws IOException {
        TargetImage image = request.image();
        ImageConfigWriter config = new ImageConfigWriter(base);
        List<LayerFile> layers = new ArrayList<>();
        ImageDirectories directories = new ImageDirectories(base.forEvaluation().workdir());
        for (Step step : steps) {
            output.accept(step.instruction().original().lines().findFirst().orElse(""));
            refuse(image, step, base);
            config.apply(step);
            if (step instanceof Step.Workdir workdir) {
                directories.workdir(workdir.path());
            }
            if (step instanceof Step.Copy copy
                    && !(copy.files().isEmpty() && copy.inline().isEmpty())) {
                Path file = directory.path().resolve("layer-" + layers.size());
                LayerFile layer = layer(request, new CopyLayer(copy, image.context(), directories.missing(copy)), file);
                config.layer(copy, layer.diffId());
                layers.add(layer);
            }
        }
        config.labels(request.labels());
        return new AssembledImage(registry, request.upload().repository(), base, layers, config.json(), directory);
    }

    private LayerFile layer(BuildSpec request, CopyLayer content, Path file) throws IOException {
        String key = content.key();
        Optional<LayerFile> known = memory.find(key)
                .filter(layer -> Answers.await(registry.hasBlob(request.upload().repository(), layer.digest())));
        if (known.isPresent()) {
            return known.get();
        }
        LayerFile layer = LayerFile.write(file, content::writeTo);
        memory.put(key, layer);
        return layer;
    }

    private static void refuse(TargetImage image, Step step, BaseImage base) {
        DaemonlessRules.violation(step, image.context(), base.repository() == null)
                .ifPresent(problem -> {
                    throw new BuildFailedException(image, step.instruction(), OptionalInt.empty(), problem, List.of());
                });
    }
}
