package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.CopySourceException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a context that a source of COPY, ADD or a bind mount stands for. */
final class SourceFiles {

    private final FileIndex index;

    SourceFiles(FileIndex index) {
        this.index = index;
    }

    /**
     * A taken file.
     *
     * @param path where it goes, relative to the destination if that is a directory
     * @param single whether the source names this very file, so that it may take the destination's name
     */
    record Taken(TreeEntry file, String path, boolean single) {}

    /** Makes a source relative to the context directory: {@code ""} is that directory itself. */
    static String normalised(String source) throws FileIndex.Unreachable {
        String path = Paths.clean(source.replaceFirst("^/+", ""));
        if (path.equals("..") || path.startsWith("../")) {
            throw new FileIndex.Unreachable(Fault.OUTSIDE, "is outside of the build context");
        }
        return path.equals(".") ? "" : path;
    }

    /**
     * The files of one source. A pattern that nothing matches takes nothing, as in BuildKit.
     *
     * @throws FileIndex.Unreachable if the source does not exist or is outside
     */
    List<Taken> take(String source, PathRules excludes) throws FileIndex.Unreachable {
        String path = normalised(source);
        if (!Glob.isPattern(path)) {
            return takePath(path, excludes);
        }
        List<Taken> taken = new ArrayList<>();
        for (String match : matches(path)) {
            taken.addAll(takePath(match, excludes));
        }
        return taken;
    }

    private List<Taken> takePath(String path, PathRules excludes) throws FileIndex.Unreachable {
        String real = index.follow(path);
        List<Taken> file = index.file(real)
                .map(entry -> List.of(new Taken(entry, Paths.name(path), true)))
                .orElse(List.of());
        if (!file.isEmpty()) {
            return file;
        }
        List<TreeEntry> below = index.below(real);
        if (below.isEmpty() && !real.isEmpty()) {
            throw new FileIndex.Unreachable(Fault.MISSING, "is not in the build context");
        }
        PathRules.Walk excluded = excludes.walk();
        List<Taken> taken = new ArrayList<>(below.size());
        for (TreeEntry entry : below) {
            String relative = Paths.relative(real, entry.path());
            if (!excluded.matches(relative)) {
                taken.add(new Taken(entry, relative, false));
            }
        }
        return taken;
    }

    /** The files and directories that match a pattern with wildcards, sorted. */
    private Iterable<String> matches(String pattern) {
        Pattern regex = Glob.ofSource(pattern);
        long depth = pattern.chars().filter(c -> c == '/').count() + 1;
        Map<String, Boolean> seen = new TreeMap<>();
        for (TreeEntry entry : index.below(Glob.fixedPrefix(pattern))) {
            String head = head(entry.path(), depth);
            if (!head.isEmpty()) {
                seen.computeIfAbsent(head, path -> regex.matcher(path).matches());
            }
        }
        seen.values().removeIf(matched -> !matched);
        return seen.keySet();
    }

    /** The first elements of a path; empty when it has fewer. */
    private static String head(String path, long elements) {
        int end = -1;
        for (long i = 0; i < elements; i++) {
            if (end == path.length()) {
                return "";
            }
            end = path.indexOf('/', end + 1);
            end = end < 0 ? path.length() : end;
        }
        return path.substring(0, end);
    }

    /** The files of one source of {@code COPY --parents}; what is before {@code /./} is not kept. */
    List<Taken> takeWithParents(String source, PathRules excludes) throws FileIndex.Unreachable {
        int pivot = source.indexOf("/./");
        String base = normalised(pivot < 0 ? "" : source.substring(0, pivot));
        String pattern = normalised(pivot < 0 ? source : source.substring(pivot + 3));
        String real = index.follow(base);
        PathRules.Walk wanted =
                PathRules.of(List.of(pattern.isEmpty() ? "**" : pattern)).walk();
        PathRules.Walk excluded = excludes.walk();
        List<Taken> taken = new ArrayList<>();
        for (TreeEntry entry : index.below(real)) {
            String relative = Paths.relative(real, entry.path());
            if (wanted.matches(relative) && !excluded.matches(relative)) {
                taken.add(new Taken(entry, relative, false));
            }
        }
        if (taken.isEmpty() && excludes.isEmpty() && !Glob.isPattern(source)) {
            throw new FileIndex.Unreachable(Fault.MISSING, "is not in the build context");
        }
        return taken;
    }
}
