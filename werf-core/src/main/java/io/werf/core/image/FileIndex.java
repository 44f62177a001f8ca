package io.werf.core.image;

import io.werf.core.git.FileMode;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.CopySourceException.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds files and directories in the sorted list of a context's files. Images of one project often take the same files to the same
 * place: what was worked out once is remembered. Not thread-safe.
 */
final class FileIndex {

    private static final int MOST_LINKS = 40;

    private final BuildContext context;
    private final Map<CopiedFiles.Request, CopiedFiles> copied = new HashMap<>();

    FileIndex(BuildContext context) {
        this.context = context;
    }

    /** A path is outside of the context, or leads outside of it, or nowhere. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        private final Fault fault;

        Unreachable(Fault fault, String message) {
            super(message);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /** What a COPY takes of these files. */
    CopiedFiles copied(CopiedFiles.Request request, Supplier<CopiedFiles> work) {
        CopiedFiles known = copied.get(request);
        if (known == null) {
            known = work.get();
            copied.put(request, known);
        }
        return known;
    }

    /** The file of exactly that path. */
    Optional<TreeEntry> file(String path) {
        List<TreeEntry> files = context.files();
        int index = firstFrom(path);
        return index < files.size() && files.get(index).path().equals(path)
                ? Optional.of(files.get(index))
                : Optional.empty();
    }

    /** The files below a directory; {@code ""} is the context itself. */
    List<TreeEntry> below(String directory) {
        List<TreeEntry> files = context.files();
        if (directory.isEmpty()) {
            return files;
        }
        // '0' is the character behind '/'.
        return files.subList(firstFrom(directory + "/"), firstFrom(directory + "0"));
    }

    /** Follows the symbolic links in a path, the last element included; the result need not exist. */
    String follow(String path) throws Unreachable {
        String rest = path;
        String done = "";
        int links = 0;
        while (!rest.isEmpty()) {
            int slash = rest.indexOf('/');
            String next = Paths.join(done, slash < 0 ? rest : rest.substring(0, slash));
            rest = slash < 0 ? "" : rest.substring(slash + 1);
            Optional<TreeEntry> link = file(next).filter(file -> file.mode() == FileMode.SYMLINK);
            if (link.isEmpty()) {
                done = next;
                continue;
            }
            String target = context.linkTarget(link.get());
            String resolved = Paths.clean(target.startsWith("/") ? target : Paths.join(done, target));
            if (resolved.startsWith("/") || resolved.equals("..") || resolved.startsWith("../")) {
                throw new Unreachable(
                        Fault.OUTSIDE, "the link " + next + " leads out of the build context, to " + target);
            }
            if (++links > MOST_LINKS) {
                throw new Unreachable(
                        Fault.ENDLESS, "more than " + MOST_LINKS + " symbolic links one behind the other");
            }
            rest = Paths.join(resolved.equals(".") ? "" : resolved, rest);
            done = "";
        }
        return done;
    }

    /** Index of the first file whose path is not before {@code path}. */
    private int firstFrom(String path) {
        List<TreeEntry> files = context.files();
        int low = 0;
        int high = files.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (files.get(middle).path().compareTo(path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
