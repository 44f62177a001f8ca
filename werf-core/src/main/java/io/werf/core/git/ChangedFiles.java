package io.werf.core.git;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A known set of changes: what was added or modified, and what was deleted. Immutable. */
final class ChangedFiles implements WorkFiles {

    private final NavigableMap<String, Optional<WorkFile>> changes;

    /** {@code changes}: by path; empty for a deleted file. */
    ChangedFiles(Map<String, Optional<WorkFile>> changes) {
        this.changes = new TreeMap<>(changes);
    }

    @Override
    public Optional<WorkFile> find(String path) {
        return changes.getOrDefault(path, Optional.empty());
    }

    @Override
    public boolean isGone(String path) {
        return changes.containsKey(path) && find(path).isEmpty();
    }

    @Override
    public boolean mayBeGoneBelow(String directory) {
        return below(directory).values().stream().anyMatch(Optional::isEmpty);
    }

    @Override
    public void list(String directory, Predicate<String> enter, Consumer<TreeEntry> found) {
        below(directory).values().stream()
                .flatMap(Optional::stream)
                .map(WorkFile::entry)
                .filter(entry -> enters(directory, entry.path(), enter))
                .forEach(found);
    }

    private NavigableMap<String, Optional<WorkFile>> below(String directory) {
        return directory.isEmpty() ? changes : changes.subMap(directory + "/", true, directory + "0", false);
    }

    private static boolean enters(String directory, String path, Predicate<String> enter) {
        int from = directory.isEmpty() ? 0 : directory.length() + 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (!enter.test(path.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }
}
