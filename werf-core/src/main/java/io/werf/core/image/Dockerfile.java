package io.werf.core.image;

import io.werf.core.error.Location;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parsed Dockerfile. Nothing in it is expanded yet: {@code ${X}} stands as written.
 *
 * @param path relative to the project directory
 * @param text the whole file
 * @param globalArgs the ARG instructions before the first FROM
 * @param stages at least one
 * @param directives parser directives by name: {@code escape}, {@code syntax}, {@code check}
 */
public record Dockerfile(
        String path, String text, List<Instruction> globalArgs, List<Stage> stages, Map<String, String> directives) {

    /** Copies the collections. */
    public Dockerfile {
        globalArgs = List.copyOf(globalArgs);
        stages = List.copyOf(stages);
        directives = Map.copyOf(directives);
    }

    /** One without parser directives. */
    public Dockerfile(String path, String text, List<Instruction> globalArgs, List<Stage> stages) {
        this(path, text, globalArgs, stages, Map.of());
    }

    /** The character that continues lines and escapes others. */
    public char escape() {
        return directives.getOrDefault("escape", "\\").charAt(0);
    }

    /** All instructions in the order of the file, as the classic builder numbers its steps. */
    public List<Instruction> instructions() {
        return Stream.concat(
                        globalArgs.stream(),
                        stages.stream()
                                .flatMap(
                                        stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream())))
                .toList();
    }

    /**
     * The stage of that name, in any case of letters. If several have it, the last counts.
     *
     * @param before only stages with a smaller index are looked at
     */
    public Optional<Stage> stage(String name, int before) {
        String lower = name.toLowerCase(Locale.ROOT);
        return stages.stream()
                .limit(before)
                .filter(stage -> stage.name().filter(lower::equals).isPresent())
                .reduce((earlier, later) -> later);
    }

    /**
     * A build stage.
     *
     * @param index 0-based
     * @param name of {@code AS name}
     * @param base image name, or the name of an earlier stage
     * @param from the FROM instruction itself
     * @param instructions those after FROM
     */
    public record Stage(
            int index, Optional<String> name, String base, Instruction from, List<Instruction> instructions) {
        /** Copies the list. */
        public Stage {
            instructions = List.copyOf(instructions);
        }
    }

    /**
     * One instruction.
     *
     * @param keyword upper case, for example {@code COPY}
     * @param flags {@code --name=value} flags in order, without the dashes; several of one name have one entry each
     * @param words the arguments: the array's elements in JSON form, else split at blanks with quotes kept
     * @param json whether the arguments were written as a JSON array
     * @param arguments everything behind the keyword and the flags, continuation lines joined
     * @param original the instruction as written, continuation lines joined
     * @param location where it begins
     * @param heredocs bodies of {@code <<NAME} arguments in order
     */
    public record Instruction(
            String keyword,
            List<Map.Entry<String, String>> flags,
            List<String> words,
            boolean json,
            String arguments,
            String original,
            Location location,
            List<String> heredocs) {
        /** Copies the lists. */
        public Instruction {
            flags = List.copyOf(flags);
            words = List.copyOf(words);
            heredocs = List.copyOf(heredocs);
        }

        /** One whose arguments are its words. */
        public Instruction(
                String keyword,
                List<Map.Entry<String, String>> flags,
                List<String> words,
                boolean json,
                String original,
                Location location,
                List<String> heredocs) {
            this(keyword, flags, words, json, String.join(" ", words), original, location, heredocs);
        }

        /** Values of all flags of that name, in order. */
        public List<String> flags(String name) {
            return flags.stream()
                    .filter(flag -> flag.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        /** Value of the first flag of that name. */
        public Optional<String> flag(String name) {
            return flags.stream()
                    .filter(flag -> flag.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
