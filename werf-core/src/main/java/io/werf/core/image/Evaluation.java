package io.werf.core.image;

import io.werf.core.image.Dockerfile.Instruction;
import io.werf.core.image.Dockerfile.Stage;
import io.werf.core.image.EvaluatedStage.Base;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Evaluates a Dockerfile for one target: which stages it needs, in which order, and what is done in them. */
final class Evaluation {

    private final Dockerfile dockerfile;
    private final BuildArgs args;
    private final Optional<FileIndex> context;
    private final Function<String, Optional<BaseConfig>> bases;
    private final Variables globals;
    private final Map<Integer, Result> results = new HashMap<>();
    private final Map<Integer, StageState> states = new HashMap<>();
    private final List<Integer> running = new ArrayList<>();
    private final List<Result> order = new ArrayList<>();

    /** A stage that the target needs. */
    record Result(int index, Optional<String> name, Base base, List<EvaluatedStep> steps) {
        Result {
            steps = List.copyOf(steps);
        }
    }

    private Evaluation(
            Dockerfile dockerfile,
            BuildArgs args,
            Optional<FileIndex> context,
            Function<String, Optional<BaseConfig>> bases) {
        this.dockerfile = dockerfile;
        this.args = args;
        this.context = context;
        this.bases = bases;
        this.globals = globals();
    }

    /**
     * The needed stages, each behind those that it needs, the target last.
     *
     * @param context without it no files are looked for
     * @param bases what is known of a base image
     */
    static List<Result> run(
            Dockerfile dockerfile,
            int target,
            BuildArgs args,
            Optional<FileIndex> context,
            Function<String, Optional<BaseConfig>> bases) {
        Evaluation evaluation = new Evaluation(dockerfile, args, context, bases);
        evaluation.need(target, dockerfile.stages().get(target).from(), "");
        return evaluation.order;
    }

    private Variables globals() {
        Variables variables = new Variables();
        args.platformArgs()
                .forEach((name, value) ->
                        variables.arg(name, Optional.of(args.value(name).orElse(value)), true));
        Expander expander = new Expander(dockerfile, variables);
        for (Instruction instruction : dockerfile.globalArgs()) {
            for (String word : instruction.words()) {
                ArgWord arg = ArgWord.of(word);
                Optional<String> value = args.value(arg.name());
                if (value.isEmpty() && arg.defaultValue().isPresent()) {
                    value = Optional.of(expander.expand(arg.defaultValue().get(), instruction));
                }
                if (value.isPresent() || !args.platformArgs().containsKey(arg.name())) {
                    variables.arg(arg.name(), value, true);
                }
            }
        }
        return variables;
    }

    /** Evaluates a stage once, those that it needs before. */
    private Result need(int index, Instruction by, String word) {
        Result known = results.get(index);
        if (known != null) {
            return known;
        }
        if (running.contains(index)) {
            throw new DockerfileException(
                    "stage " + name(index) + " needs itself" + (running.size() > 1 ? ", by way of others" : ""),
                    Excerpts.of(dockerfile.text(), by.location(), word));
        }
        running.add(index);
        Stage stage = dockerfile.stages().get(index);
        Base base = base(stage);
        StageState state = initialState(stage, base);
        List<Instruction> triggers = triggers(stage, base);
        List<EvaluatedStep> steps = new ArrayList<>();
        InstructionEvaluator evaluator =
                new InstructionEvaluator(dockerfile, args, globals, state, this::stage, context);
        for (List<Instruction> instructions : List.of(triggers, stage.instructions())) {
            for (Instruction instruction : instructions) {
                steps.addAll(evaluator.evaluate(instruction));
            }
        }
        Result result = new Result(index, stage.name(), base, steps);
        results.put(index, result);
        states.put(index, state);
        order.add(result);
        running.remove(Integer.valueOf(index));
        return result;
    }

    private StageState initialState(Stage stage, Base base) {
        if (base instanceof Base.Stage other) {
            need(other.index(), stage.from(), stage.base());
            return state(other).child();
        }
        if (base instanceof Base.Image image) {
            return StageState.ofImage(bases.apply(image.name()));
        }
        return StageState.ofImage(Optional.of(BaseConfig.EMPTY));
    }

    private StageState state(Base.Stage evaluated) {
        return Objects.requireNonNull(states.get(evaluated.index()));
    }

    private List<Instruction> triggers(Stage stage, Base base) {
        if (base instanceof Base.Stage other) {
            return state(other).triggers();
        }
        if (!(base instanceof Base.Image image)) {
            return List.of();
        }
        InstructionParser parser = new InstructionParser(dockerfile.text(), dockerfile.escape());
        return bases.apply(image.name()).stream()
                .flatMap(config -> config.onBuild().stream())
                .map(trigger -> parser.parse(trigger, stage.from().location(), List.of()))
                .toList();
    }

    private Base base(Stage stage) {
        Expander expander = new Expander(dockerfile, globals);
        String name = expander.expand(stage.base(), stage.from());
        if (name.isBlank()) {
            throw new DockerfileException(
                    "the name of the base image, " + stage.base() + ", is empty",
                    Excerpts.of(dockerfile.text(), stage.from().location(), stage.base()));
        }
        Optional<Stage> earlier = dockerfile.stage(name, stage.index());
        if (earlier.isPresent()) {
            return new Base.Stage(earlier.get().index());
        }
        if (name.equals("scratch")) {
            return new Base.Scratch();
        }
        Optional<String> platform = stage.from().flag("platform").map(text -> expander.expand(text, stage.from()));
        return new Base.Image(name, platform);
    }

    /** The stage that a {@code from=} names, evaluated; empty when it names an image. */
    private Optional<Integer> stage(String reference, Instruction instruction) {
        Optional<Stage> stage = dockerfile.stage(reference, dockerfile.stages().size());
        if (stage.isEmpty() && reference.matches("\\d{1,6}")) {
            int index = Integer.parseInt(reference);
            if (index >= dockerfile.stages().size()) {
                throw new DockerfileException(
                        "there is no stage " + index + "; the Dockerfile has "
                                + dockerfile.stages().size(),
                        Excerpts.of(dockerfile.text(), instruction.location(), reference));
            }
            stage = Optional.of(dockerfile.stages().get(index));
        }
        return stage.map(found -> need(found.index(), instruction, reference).index());
    }

    private String name(int index) {
        return dockerfile.stages().get(index).name().orElse(String.valueOf(index));
    }
}
