package io.werf.core.lab;

import io.werf.core.config.ConfigOptions;
import io.werf.core.config.ImageConfig;
import io.werf.core.config.WerfConfigReader;
import io.werf.core.git.Commit;
import io.werf.core.git.ProjectFiles;
import io.werf.core.git.ProjectTree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations for tests that are about something else: everything is allowed. */
public final class Configs {

    private Configs() {}

    /** The images of a tree's {@code werf.yaml}. */
    public static List<ImageConfig> images(ProjectTree tree) {
        ConfigOptions usual = ConfigOptions.DEFAULT;
        ProjectFiles files = ProjectFiles.of(
                new Commit("0".repeat(40), Instant.EPOCH, "", Optional.empty()), tree, Path.of("no-such-directory"));
        ConfigOptions loose = new ConfigOptions(
                usual.path(),
                usual.templatesDirectory(),
                usual.giterminismPath(),
                true,
                "",
                Optional.empty(),
                Map.of());
        return new WerfConfigReader(files, loose).read().images();
    }
}
