package io.werf.core.image;

import io.werf.core.image.SourceFiles.Taken;
import io.werf.core.image.Step.CopiedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files that a COPY takes from the context, and where they go.
 *
 * @param directory whether the destination is a directory
 * @param files sorted by destination, each once
 * @param directories those that the files go to
 */
record CopiedFiles(boolean directory, List<CopiedFile> files, List<String> directories) {

    CopiedFiles {
        files = List.copyOf(files);
        directories = List.copyOf(directories);
    }

    /**
     * What decides on them, besides the files of the context.
     *
     * @param parents whether the directories of sources are kept
     * @param destination absolute
     * @param directory whether that is one in any case; else it depends on the sources
     */
    record Request(
            List<String> sources, List<String> excludes, boolean parents, String destination, boolean directory) {

        Request {
            sources = List.copyOf(sources);
            excludes = List.copyOf(excludes);
        }
    }

    static CopiedFiles of(List<Taken> taken, Request request) {
        String destination = request.destination();
        boolean directory =
                request.directory() || taken.size() > 1 || taken.stream().anyMatch(file -> !file.single());
        String prefix = destination.endsWith("/") ? destination : destination + "/";
        List<CopiedFile> files = new ArrayList<>(taken.size());
        for (Taken file : taken) {
            files.add(new CopiedFile(file.file(), directory ? prefix + file.path() : destination));
        }
        files.sort(Comparator.comparing(CopiedFile::destination)
                .thenComparing(file -> file.file().path()));
        // Several sources may name the same file.
        List<CopiedFile> once = new ArrayList<>(files.size());
        for (CopiedFile file : files) {
            if (once.isEmpty() || !once.get(once.size() - 1).equals(file)) {
                once.add(file);
            }
        }
        return new CopiedFiles(directory, once, parents(once));
    }

    /** Those of neighbours are mostly the same. */
    private static List<String> parents(List<CopiedFile> files) {
        List<String> parents = new ArrayList<>();
        String last = "";
        for (CopiedFile file : files) {
            String parent = Paths.parent(file.destination());
            if (!parent.equals(last)) {
                parents.add(parent);
                last = parent;
            }
        }
        return parents;
    }
}
