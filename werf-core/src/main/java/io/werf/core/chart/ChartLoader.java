package io.werf.core.chart;

import io.werf.core.git.FileMode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a chart from the commit. */
public final class ChartLoader {

    /** Linked directories that links inside of linked directories can multiply; more than anybody has. */
    private static final int MOST_LINKED_DIRECTORIES = 1000;

    private static final int DEEPEST = 20;

    private final ProjectTree tree;
    private final String directory;
    private final SizeLimit limit = new SizeLimit();
    private int linkedDirectories;
    private int depth;

    ChartLoader(ProjectTree tree, String directory) {
        this.tree = tree;
        this.directory = directory;
    }

    /** @param project the name of a chart that has no {@code Chart.yaml} */
    Chart load(String project) {
        if (!tree.isDirectory(directory)) {
            throw ChartNotFoundException.directory(directory);
        }
        return new ChartReader(limit).readTop(directory, files(), project);
    }

    /**
     * The files of the chart in a directory of the commit, by path: links are followed, and what its {@code .helmignore} names is left out.
     *
     * @throws ChartTooLargeException if they do not fit into memory
     * @throws UnsupportedChartException if a link leads nowhere or round in circles
     */
    public static List<ChartFile> files(ProjectTree tree, String directory) {
        return new ChartLoader(tree, directory).files();
    }

    /** All files that the chart's {@code .helmignore} leaves; those of subcharts say nothing, as in Helm. */
    private List<ChartFile> files() {
        String ignoreFile = directory + "/.helmignore";
        IgnoreRules rules = IgnoreRules.parse(ignoreFile, tree.text(ignoreFile).orElse(""));
        List<ChartFile> files = new ArrayList<>();
        collect(directory, "", rules, files);
        files.sort(Comparator.comparing(ChartFile::path));
        return files;
    }

    /** @param prefix how paths in the chart begin that in the commit begin with {@code from} */
    private void collect(String from, String prefix, IgnoreRules rules, List<ChartFile> files) {
        for (TreeEntry entry : tree.list(from)) {
            String path = prefix + entry.path().substring(from.length() + 1);
            if (!rules.ignores(path)) {
                switch (entry.mode()) {
                    case SUBMODULE -> throw UnsupportedChartException.of(entry.path(), "submodules inside a chart are");
                    case SYMLINK -> followLink(entry, path, rules, files);
                    case REGULAR, EXECUTABLE -> files.add(read(path, entry.path(), entry));
                }
            }
        }
    }

    private void followLink(TreeEntry link, String path, IgnoreRules rules, List<ChartFile> files) {
        Optional<TreeEntry> file = tree.follow(link.path()).filter(target -> target.mode() != FileMode.SUBMODULE);
        if (file.isPresent()) {
            files.add(read(path, link.path(), file.get()));
            return;
        }
        String linked = tree.followDirectory(link.path())
                .orElseThrow(() -> UnsupportedChartException.of(
                        link.path(), "links inside a chart that lead to nothing of the commit are"));
        linkedDirectories++;
        if (link.path().startsWith(linked + "/") || depth == DEEPEST || linkedDirectories > MOST_LINKED_DIRECTORIES) {
            throw UnsupportedChartException.of(link.path(), "links that make a directory a part of itself are");
        }
        depth++;
        collect(linked, path + "/", rules, files);
        depth--;
    }

    private ChartFile read(String path, String place, TreeEntry file) {
        limit.take(tree.size(file), place);
        return new ChartFile(path, place, tree.read(file));
    }
}
