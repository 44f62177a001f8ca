package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An instruction of a needed stage with its variables expanded: what a builder has to do, one after the other. */
public sealed interface Step {

    /** The instruction that this comes from, for messages. Of an ONBUILD trigger: the trigger's own instruction. */
    Dockerfile.Instruction instruction();

    /**
     * All that the step can change in an image, for digests: strings, booleans, files, and lists, maps and optionals of
     * such.
     */
    List<Object> content();

    /**
     * ARG: a variable of the build, not of the image.
     *
     * @param value the build argument, else the default; empty when there is neither
     */
    record Arg(Dockerfile.Instruction instruction, String name, Optional<String> value) implements Step {
        @Override
        public List<Object> content() {
            return List.of(name, value);
        }
    }

    /** ENV, in order. */
    record Env(Dockerfile.Instruction instruction, Map<String, String> variables) implements Step {
        /** Copies the map, keeping its order. */
        public Env {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }

        @Override
        public List<Object> content() {
            return List.of(variables);
        }
    }

    /** LABEL, in order. */
    record Label(Dockerfile.Instruction instruction, Map<String, String> labels) implements Step {
        /** Copies the map, keeping its order. */
        public Label {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        @Override
        public List<Object> content() {
            return List.of(labels);
        }
    }

    /**
     * WORKDIR.
     *
     * @param path absolute and clean
     */
    record Workdir(Dockerfile.Instruction instruction, String path) implements Step {
        @Override
        public List<Object> content() {
            return List.of(path);
        }
    }

    /** USER: {@code name[:group]}. */
    record User(Dockerfile.Instruction instruction, String user) implements Step {
        @Override
        public List<Object> content() {
            return List.of(user);
        }
    }

    /**
     * CMD.
     *
     * @param words the command's words; in shell form the one word is the whole text, to be run by the stage's SHELL
     */
    record Cmd(Dockerfile.Instruction instruction, boolean shellForm, List<String> words) implements Step {
        /** Copies the list. */
        public Cmd {
            words = List.copyOf(words);
        }

        @Override
        public List<Object> content() {
            return List.of(shellForm, words);
        }
    }

    /** ENTRYPOINT; see {@link Cmd}. */
    record Entrypoint(Dockerfile.Instruction instruction, boolean shellForm, List<String> words) implements Step {
        /** Copies the list. */
        public Entrypoint {
            words = List.copyOf(words);
        }

        @Override
        public List<Object> content() {
            return List.of(shellForm, words);
        }
    }

    /** EXPOSE: ports as written, {@code 80}, {@code 80/udp} or {@code 80-90/tcp}. */
    record Expose(Dockerfile.Instruction instruction, List<String> ports) implements Step {
        /** Copies the list. */
        public Expose {
            ports = List.copyOf(ports);
        }

        @Override
        public List<Object> content() {
            return List.of(ports);
        }
    }

    /** VOLUME. */
    record Volume(Dockerfile.Instruction instruction, List<String> paths) implements Step {
        /** Copies the list. */
        public Volume {
            paths = List.copyOf(paths);
        }

        @Override
        public List<Object> content() {
            return List.of(paths);
        }
    }

    /** STOPSIGNAL: a name or a number. */
    record StopSignal(Dockerfile.Instruction instruction, String signal) implements Step {
        @Override
        public List<Object> content() {
            return List.of(signal);
        }
    }

    /**
     * HEALTHCHECK.
     *
     * @param shellForm whether {@code words} is one text for the shell
     * @param words the command; none means {@code HEALTHCHECK NONE}
     * @param options {@code interval}, {@code timeout}, {@code start-period}, {@code start-interval} (Go durations) and
     *     {@code retries}, those that are written
     */
    record Healthcheck(
            Dockerfile.Instruction instruction, boolean shellForm, List<String> words, Map<String, String> options)
            implements Step {
        /** Copies the collections. */
        public Healthcheck {
            words = List.copyOf(words);
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        @Override
        public List<Object> content() {
            return List.of(shellForm, words, options);
        }
    }

    /** SHELL: the words that run the shell forms after it; the default is {@code /bin/sh -c}. */
    record Shell(Dockerfile.Instruction instruction, List<String> words) implements Step {
        /** Copies the list. */
        public Shell {
            words = List.copyOf(words);
        }

        @Override
        public List<Object> content() {
            return List.of(words);
        }
    }

    /** ONBUILD: an instruction, as text, for images made from this one. */
    record OnBuild(Dockerfile.Instruction instruction, String trigger) implements Step {
        @Override
        public List<Object> content() {
            return List.of(trigger, instruction.heredocs());
        }
    }

    /** MAINTAINER: the image's author. */
    record Maintainer(Dockerfile.Instruction instruction, String author) implements Step {
        @Override
        public List<Object> content() {
            return List.of(author);
        }
    }

    /**
     * RUN. Only builders that run containers can do it.
     *
     * @param words in shell form the one text; heredoc bodies are in {@link Dockerfile.Instruction#heredocs}
     * @param mounts the values of {@code --mount}; {@code from} is {@code stage} when it names a stage
     * @param fromStages indexes of those stages, in the order of the mounts
     * @param files what {@code --mount=type=bind} takes from the context, sorted by path
     */
    record Run(
            Dockerfile.Instruction instruction,
            boolean shellForm,
            List<String> words,
            List<Map<String, String>> mounts,
            List<Integer> fromStages,
            List<TreeEntry> files)
            implements Step {
        /** Copies the lists. */
        public Run {
            words = List.copyOf(words);
            mounts = List.copyOf(mounts);
            fromStages = List.copyOf(fromStages);
            files = List.copyOf(files);
        }

        @Override
        public List<Object> content() {
            List<Map.Entry<String, String>> flags = instruction.flags().stream()
                    .filter(flag -> !flag.getKey().equals("mount"))
                    .toList();
            return List.of(shellForm, words, instruction.heredocs(), flags, mounts, files);
        }
    }

    /**
     * COPY or ADD.
     *
     * @param unpack whether local tar archives are unpacked instead of copied (ADD without {@code --unpack=false})
     * @param from where {@code sources} are
     * @param sources as written, variables expanded, heredocs and URLs left out
     * @param excludes patterns of {@code --exclude}
     * @param destination absolute and clean, without a trailing slash
     * @param directory whether the destination is certainly a directory: it ends with a slash, has several sources or a
     *     directory among them, or this Dockerfile has made it one. If not, and the base image has a directory there,
     *     Docker copies the one file into it
     * @param files what is taken from the context, sorted by destination; empty unless {@code from} is the context
     * @param inline files written in the Dockerfile itself as heredocs
     * @param urls remote sources (ADD)
     * @param chown {@code user[:group]}, names or numbers
     * @param chmod octal or symbolic
     */
    record Copy(
            Dockerfile.Instruction instruction,
            boolean unpack,
            CopySource from,
            List<String> sources,
            List<String> excludes,
            String destination,
            boolean directory,
            List<CopiedFile> files,
            List<InlineFile> inline,
            List<String> urls,
            Optional<String> chown,
            Optional<String> chmod)
            implements Step {
        /** Copies the lists. */
        public Copy {
            sources = List.copyOf(sources);
            excludes = List.copyOf(excludes);
            files = List.copyOf(files);
            inline = List.copyOf(inline);
            urls = List.copyOf(urls);
        }

        @Override
        public List<Object> content() {
            // From the context the files say it all, however they were named.
            List<String> named = from instanceof CopySource.Context ? List.of() : sources;
            List<Map.Entry<String, String>> flags = instruction.flags().stream()
                    .filter(flag -> List.of("link", "keep-git-dir", "checksum", "parents")
                            .contains(flag.getKey()))
                    .toList();
            List<String> patterns = from instanceof CopySource.Context ? List.of() : excludes;
            return List.of(
                    unpack, from, named, patterns, destination, directory, files, inline, urls, chown, chmod, flags);
        }
    }

    /** Where COPY takes files from. */
    sealed interface CopySource {
        /** The build context. */
        record Context() implements CopySource {}

        /**
         * A stage of the same Dockerfile.
         *
         * @param index of the stage in {@link Dockerfile#stages}
         */
        record FromStage(int index) implements CopySource {}

        /** An image that this Dockerfile does not make. */
        record FromImage(String name) implements CopySource {}
    }

    /**
     * A file on its way from the context into the image.
     *
     * @param file in {@link BuildContext#files}, to be opened by {@link BuildContext#open}
     * @param destination absolute path in the image
     */
    record CopiedFile(TreeEntry file, String destination) {}

    /**
     * A file whose content stands in the Dockerfile.
     *
     * @param destination absolute path in the image
     */
    record InlineFile(String name, String content, String destination) {}
}
