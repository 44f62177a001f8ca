package io.werf.core.chart;

import io.werf.core.git.FileMode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads a chart from the commit. */
final class ChartLoader {

    private final ProjectTree tree;
    private final String directory;
    private final SizeLimit limit = new SizeLimit();

    ChartLoader(ProjectTree tree, String directory) {
        this.tree = tree;
        this.directory = directory;
    }

    /** @param project the name of a chart that has no {@code Chart.yaml} */
    Chart load(String project) {
        if (!tree.isDirectory(directory)) {
            throw new ChartNotFoundException("chart directory", directory);
        }
        return new ChartReader(limit).readTop(directory, files(), project);
    }

    /** All files that the chart's {@code .helmignore} leaves; those of subcharts say nothing, as in Helm. */
    private List<ChartFile> files() {
        String ignoreFile = directory + "/.helmignore";
        IgnoreRules rules = IgnoreRules.parse(ignoreFile, tree.text(ignoreFile).orElse(""));
        List<ChartFile> files = new ArrayList<>();
        for (TreeEntry entry : tree.list(directory)) {
            String path = entry.path().substring(directory.length() + 1);
            if (!rules.ignores(path)) {
                TreeEntry file = regular(entry);
                limit.take(tree.size(file), entry.path());
                files.add(new ChartFile(path, entry.path(), tree.read(file)));
            }
        }
        return files;
    }

    private TreeEntry regular(TreeEntry entry) {
        return switch (entry.mode()) {
            case SUBMODULE -> throw UnsupportedChartException.of(entry.path(), "submodules inside a chart are");
            case SYMLINK ->
                tree.follow(entry.path())
                        .filter(target -> target.mode() != FileMode.SUBMODULE)
                        .orElseThrow(() -> UnsupportedChartException.of(
                                entry.path(), "links inside a chart that do not lead to a file of the commit are"));
            case REGULAR, EXECUTABLE -> entry;
        };
    }
}
