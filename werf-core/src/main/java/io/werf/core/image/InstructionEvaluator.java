package io.werf.core.image;

import io.werf.core.image.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/** Turns the instructions of one stage into steps, in order; keeps the stage's state up to date. */
final class InstructionEvaluator {

    private final Dockerfile dockerfile;
    private final BuildArgs args;
    private final Variables globals;
    private final StageState state;
    private final Expander expander;
    private final CopyEvaluator copies;
    private final MountEvaluator mounts;

    /** @param stages finds the stage of a {@code from=} */
    InstructionEvaluator(
            Dockerfile dockerfile,
            BuildArgs args,
            Variables globals,
            StageState state,
            BiFunction<String, Instruction, Optional<Integer>> stages,
            Optional<FileIndex> context) {
        this.dockerfile = dockerfile;
        this.args = args;
        this.globals = globals;
        this.state = state;
        this.expander = new Expander(dockerfile, state.variables());
        ContextFinder finder = new ContextFinder(dockerfile, context);
        this.copies = new CopyEvaluator(dockerfile, state, expander, stages, finder);
        this.mounts = new MountEvaluator(dockerfile, expander, stages, finder);
    }

    List<EvaluatedStep> evaluate(Instruction instruction) {
        AtomicBoolean certain = new AtomicBoolean(true);
        state.variables().onUnknown(name -> certain.set(false));
        return switch (Keyword.valueOf(instruction.keyword())) {
            case ARG -> args(instruction, certain);
            case ENV -> List.of(env(instruction, certain));
            case ADD, COPY -> List.of(copies.evaluate(instruction, certain));
            case RUN -> List.of(mounts.evaluate(instruction, certain, shellForm(instruction), command(instruction)));
            case WORKDIR -> List.of(workdir(instruction, certain));
            default -> {
                Step step = simple(instruction);
                yield List.of(new EvaluatedStep(step, certain.get(), List.of()));
            }
        };
    }

    private Step simple(Instruction instruction) {
        return switch (Keyword.valueOf(instruction.keyword())) {
            case LABEL -> new Step.Label(instruction, pairs(instruction));
            case USER -> new Step.User(instruction, expandAll(instruction));
            case CMD -> new Step.Cmd(instruction, shellForm(instruction), command(instruction));
            case ENTRYPOINT -> new Step.Entrypoint(instruction, shellForm(instruction), command(instruction));
            case EXPOSE -> new Step.Expose(instruction, expander.words(instruction.arguments(), instruction));
            case VOLUME ->
                new Step.Volume(
                        instruction,
                        instruction.words().stream()
                                .map(word -> expander.expand(word, instruction))
                                .toList());
            case STOPSIGNAL -> new Step.StopSignal(instruction, expandAll(instruction));
            case HEALTHCHECK -> healthcheck(instruction);
            case SHELL -> new Step.Shell(instruction, instruction.words());
            case MAINTAINER -> new Step.Maintainer(instruction, instruction.arguments());
            case ONBUILD -> onBuild(instruction);
            default -> throw new IllegalStateException(instruction.keyword());
        };
    }

    private String expandAll(Instruction instruction) {
        return expander.expand(instruction.arguments(), instruction);
    }

    private static boolean shellForm(Instruction instruction) {
        return !instruction.json();
    }

    private static List<String> command(Instruction instruction) {
        return instruction.json() ? instruction.words() : List.of(instruction.arguments());
    }

    private List<EvaluatedStep> args(Instruction instruction, AtomicBoolean certain) {
        List<EvaluatedStep> steps = new ArrayList<>();
        for (String word : instruction.words()) {
            ArgWord arg = ArgWord.of(word);
            Optional<String> value = args.value(arg.name());
            if (value.isEmpty() && arg.defaultValue().isPresent()) {
                value = Optional.of(expander.expand(arg.defaultValue().get(), instruction));
            } else if (value.isEmpty()) {
                value = globals.value(arg.name());
            }
            state.variables().arg(arg.name(), value, certain.get());
            steps.add(new EvaluatedStep(new Step.Arg(instruction, arg.name(), value), certain.get(), List.of()));
        }
        return steps;
    }

    private EvaluatedStep env(Instruction instruction, AtomicBoolean certain) {
        Map<String, String> pairs = pairs(instruction);
        pairs.forEach((name, value) -> state.variables().env(name, value, certain.get()));
        return new EvaluatedStep(new Step.Env(instruction, pairs), certain.get(), List.of());
    }

    /** {@code name=value …}, or the old {@code name value with blanks}. */
    private Map<String, String> pairs(Instruction instruction) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (!instruction.words().get(0).contains("=")) {
            String[] parts = instruction.arguments().split("\\s+", 2);
            pairs.put(expander.expand(parts[0], instruction), expander.expand(parts[1], instruction));
            return pairs;
        }
        for (String word : instruction.words()) {
            int equals = word.indexOf('=');
            pairs.put(
                    expander.expand(word.substring(0, equals), instruction),
                    expander.expand(word.substring(equals + 1), instruction));
        }
        return pairs;
    }

    private EvaluatedStep workdir(Instruction instruction, AtomicBoolean certain) {
        String path = expandAll(instruction);
        boolean fixed = certain.get() && state.isCertain(path);
        state.workdir(path);
        return new EvaluatedStep(new Step.Workdir(instruction, state.workdir()), fixed, List.of());
    }

    private static Step healthcheck(Instruction instruction) {
        Map<String, String> options = new LinkedHashMap<>();
        instruction.flags().forEach(flag -> options.put(flag.getKey(), flag.getValue()));
        List<String> words = instruction.json()
                ? instruction.words().subList(1, instruction.words().size())
                : List.of(InstructionParser.behindCmd(instruction.arguments()));
        boolean none = !instruction.json() && words.get(0).isEmpty();
        return new Step.Healthcheck(instruction, !instruction.json(), none ? List.of() : words, options);
    }

    private Step onBuild(Instruction instruction) {
        InstructionParser parser = new InstructionParser(dockerfile.text(), dockerfile.escape());
        state.triggers().add(parser.parse(instruction.arguments(), instruction.location(), instruction.heredocs()));
        return new Step.OnBuild(instruction, instruction.arguments());
    }
}
