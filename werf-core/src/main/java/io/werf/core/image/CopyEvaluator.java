package io.werf.core.image;

import io.werf.core.image.Dockerfile.Instruction;
import io.werf.core.image.Step.CopySource;
import io.werf.core.image.Step.InlineFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** COPY and ADD: what is taken from where to where. */
final class CopyEvaluator {

    private static final Pattern REMOTE = Pattern.compile("(https?|git|ssh)://.*|[^/@:]+@[^/:]+:.*");

    private final Dockerfile dockerfile;
    private final StageState state;
    private final Expander expander;
    private final BiFunction<String, Instruction, Optional<Integer>> stages;
    private final ContextFinder finder;

    CopyEvaluator(
            Dockerfile dockerfile,
            StageState state,
            Expander expander,
            BiFunction<String, Instruction, Optional<Integer>> stages,
            ContextFinder finder) {
        this.dockerfile = dockerfile;
        this.state = state;
        this.expander = expander;
        this.stages = stages;
        this.finder = finder;
    }

    EvaluatedStep evaluate(Instruction instruction, AtomicBoolean certain) {
        int last = instruction.words().size() - 1;
        List<String> sources = new ArrayList<>();
        List<String> urls = new ArrayList<>();
        List<String> heredocs = new ArrayList<>();
        for (String word : instruction.words().subList(0, last)) {
            if (heredocs.size() < instruction.heredocs().size()
                    && Heredoc.of(word).isPresent()) {
                heredocs.add(word);
                continue;
            }
            String source = expander.expand(word, instruction);
            (REMOTE.matcher(source).matches() ? urls : sources).add(source);
        }
        refuseRemote(instruction, urls);
        List<String> excludes = expanded(instruction, "exclude");
        boolean sourcesCertain = certain.get();

        CopySource from = from(instruction);
        String written = expander.expand(instruction.words().get(last), instruction);
        certain.compareAndSet(true, state.isCertain(written));
        String destination = Paths.resolve(state.workdir(), written);
        boolean context = from instanceof CopySource.Context;
        // A source that depends on the base image could be any file.
        List<String> takes = !context ? List.of() : sourcesCertain ? sources : List.of(".");
        boolean parents = instruction.flag("parents").filter("true"::equals).isPresent();
        CopiedFiles copied = finder.copied(
                instruction,
                new CopiedFiles.Request(
                        takes,
                        sourcesCertain ? excludes : List.of(),
                        parents && sourcesCertain,
                        destination,
                        written.isEmpty()
                                || written.matches("(.*/)?\\.{0,2}")
                                || last > 1
                                || state.isDirectory(destination)));
        boolean directory = copied.directory();
        List<InlineFile> inline = inline(instruction, heredocs, directory, destination);
        remember(copied, inline, directory ? destination : Paths.parent(destination));
        boolean add = instruction.keyword().equals("ADD");
        Step.Copy step = new Step.Copy(
                instruction,
                add && !instruction.flag("unpack").filter("false"::equals).isPresent(),
                from,
                sources,
                excludes,
                destination,
                directory,
                copied.files(),
                inline,
                urls,
                expanded(instruction, "chown").stream().findFirst(),
                expanded(instruction, "chmod").stream().findFirst());
        return new EvaluatedStep(step, certain.get(), takes);
    }

    private List<String> expanded(Instruction instruction, String flag) {
        return instruction.flags(flag).stream()
                .map(value -> expander.expand(value, instruction))
                .toList();
    }

    private CopySource from(Instruction instruction) {
        Optional<String> from = instruction.flag("from");
        if (from.isEmpty()) {
            return new CopySource.Context();
        }
        if (from.get().contains("$")) {
            throw error(instruction, "--from cannot have a variable", "--from");
        }
        Optional<Integer> stage = stages.apply(from.get(), instruction);
        return stage.isPresent() ? new CopySource.FromStage(stage.get()) : new CopySource.FromImage(from.get());
    }

    private void refuseRemote(Instruction instruction, List<String> urls) {
        if (!urls.isEmpty() && !instruction.keyword().equals("ADD")) {
            throw error(instruction, "COPY cannot take from a URL", urls.get(0));
        }
    }

    private List<InlineFile> inline(
            Instruction instruction, List<String> words, boolean directory, String destination) {
        List<InlineFile> inline = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Heredoc heredoc = Heredoc.of(words.get(i)).orElseThrow();
            String body = heredoc.content(instruction.heredocs().get(i));
            String content = heredoc.expand() ? expander.body(body, instruction) : body;
            String path = directory ? Paths.resolve(destination, "./" + heredoc.name()) : destination;
            inline.add(new InlineFile(heredoc.name(), content, path));
        }
        return inline;
    }

    private void remember(CopiedFiles copied, List<InlineFile> inline, String directory) {
        state.addDirectory(directory);
        copied.directories().forEach(state::addDirectory);
        inline.forEach(file -> state.addDirectory(Paths.parent(file.destination())));
    }

    private DockerfileException error(Instruction instruction, String message, String word) {
        return new DockerfileException(message, Excerpts.of(dockerfile.text(), instruction.location(), word));
    }
}
