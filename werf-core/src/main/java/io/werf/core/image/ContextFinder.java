package io.werf.core.image;

import io.werf.core.git.FileMode;
import io.werf.core.image.Dockerfile.Instruction;
import io.werf.core.image.SourceFiles.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the files that instructions take from the context, with errors that have a place. */
final class ContextFinder {

    private final Dockerfile dockerfile;
    private final Optional<FileIndex> context;

    /** @param context without it no files are found, and none is missing */
    ContextFinder(Dockerfile dockerfile, Optional<FileIndex> context) {
        this.dockerfile = dockerfile;
        this.context = context;
    }

    /** What a COPY takes; worked out once for all that ask for the same. */
    CopiedFiles copied(Instruction instruction, CopiedFiles.Request request) {
        PathRules excludes = excludes(instruction, request.excludes());
        Supplier<CopiedFiles> work = () -> {
            List<Taken> taken = new ArrayList<>();
            for (String source : request.sources()) {
                taken.addAll(find(instruction, source, excludes, request.parents()));
            }
            return CopiedFiles.of(taken, request);
        };
        return context.isEmpty() ? work.get() : context.get().copied(request, work);
    }

    /**
     * The files of one source.
     *
     * @param parents whether their directories are kept
     */
    List<Taken> find(Instruction instruction, String source, PathRules excludes, boolean parents) {
        try {
            SourceFiles.normalised(source);
            if (context.isEmpty()) {
                return List.of();
            }
            SourceFiles files = new SourceFiles(context.get());
            List<Taken> taken = parents ? files.takeWithParents(source, excludes) : files.take(source, excludes);
            refuseSubmodules(instruction, source, taken);
            return taken;
        } catch (FileIndex.Unreachable e) {
            String message = instruction.keyword() + " takes \"" + source + "\": "
                    + (String.valueOf(e.getMessage()).startsWith("is ") ? "it " : "") + e.getMessage();
            throw new CopySourceException(
                    e.fault(), message, source, Excerpts.of(dockerfile.text(), instruction.location(), source));
        } catch (IllegalArgumentException e) {
            throw malformed(instruction, source, e);
        }
    }

    /** One whose content is here has been replaced by its files. */
    private void refuseSubmodules(Instruction instruction, String source, List<Taken> taken) {
        for (Taken file : taken) {
            if (file.file().mode() == FileMode.SUBMODULE) {
                throw new CopySourceException(
                        CopySourceException.Fault.SUBMODULE,
                        instruction.keyword() + " takes the submodule "
                                + file.file().path()
                                + ", but this clone does not have its commit "
                                + file.file().objectId().substring(0, 8),
                        source,
                        Excerpts.of(dockerfile.text(), instruction.location(), source));
            }
        }
    }

    private PathRules excludes(Instruction instruction, List<String> patterns) {
        try {
            return PathRules.of(patterns);
        } catch (IllegalArgumentException e) {
            throw malformed(instruction, "--exclude", e);
        }
    }

    private DockerfileException malformed(Instruction instruction, String word, IllegalArgumentException e) {
        return new DockerfileException(
                String.valueOf(e.getMessage()), Excerpts.of(dockerfile.text(), instruction.location(), word), e);
    }
}
