package io.werf.core.build;

import io.werf.core.image.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directories of an image as far as they can be known without its base image's files. A COPY makes those that are missing, with
 * the owner of its files, and leaves others alone, as Docker does. Of a base image it is taken for granted that it has the
 * system's directories, owned by root. Without entries of their own, directories that it lacks would get whatever mode the unpacker likes.
 */
final class ImageDirectories {

    private static final int MODE = 0755;
    private static final int OF_ALL = 01777;
    private static final Pattern TEMPORARY = Pattern.compile("(/var)?/tmp");
    private static final Pattern SYSTEM = Pattern.compile("/(boot|dev|etc|lib\\w*|bin|proc|run|sbin|sys|usr)(/.*)?"
            + "|/(home|media|mnt|opt|root|srv|tmp|var)|/var/(cache|lib|local|lock|log|mail|opt|run|spool|tmp|www)");

    private final Set<String> made = new HashSet<>();
    private final Set<String> layered = new HashSet<>();

    /** @param workdir of the base image */
    ImageDirectories(String workdir) {
        workdir(workdir);
    }

    /**
     * A directory in a layer.
     *
     * @param path absolute
     * @param own whether it has the owner of the layer's files; otherwise root's
     */
    record Directory(String path, int mode, boolean own) {}

    /** The directory is there from now on, root's if it was not there before. */
    void workdir(String path) {
        withParents(path + "/").forEach(made::add);
    }

    /** Those that the layer of a COPY must have, each behind those above it; they are there from now on. */
    List<Directory> missing(Step.Copy copy) {
        List<Directory> missing = new ArrayList<>();
        Stream.concat(
                        copy.files().stream().map(Step.CopiedFile::destination),
                        copy.inline().stream().map(Step.InlineFile::destination))
                .flatMap(ImageDirectories::withParents)
                .filter(layered::add)
                .forEach(path -> missing.add(new Directory(
                        path,
                        TEMPORARY.matcher(path).matches() ? OF_ALL : MODE,
                        !made.contains(path) && !SYSTEM.matcher(path).matches())));
        return missing;
    }

    /** The directories above a file, from the top. */
    private static Stream<String> withParents(String file) {
        List<String> paths = new ArrayList<>();
        for (int slash = file.indexOf('/', 1); slash > 0; slash = file.indexOf('/', slash + 1)) {
            paths.add(file.substring(0, slash));
        }
        return paths.stream();
    }
}
