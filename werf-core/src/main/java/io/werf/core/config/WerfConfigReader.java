package io.werf.core.config;

import io.werf.core.config.InvalidNameException.Kind;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Location;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code werf.yaml} from a commit, strictly: what it does not know, or knows otherwise, is an error that shows the
 * place. Pure but for the tree that is read.
 */
public final class WerfConfigReader {

    /** The names that are looked for in the project directory, in this order, when no path is given. */
    public static final List<String> DEFAULT_NAMES = List.of("werf.yaml", "werf.yml");

    private static final long LARGEST = 1 << 20;

    private final ConfigText source;

    private WerfConfigReader(ConfigText source) {
        this.source = source;
    }

    /**
     * Reads the configuration of a project.
     *
     * @param configPath another path than the default names, relative to the project directory
     * @throws NoWerfConfigException if the commit has no such file
     * @throws ConfigException if the file is not a valid configuration
     * @throws io.werf.core.data.YamlException if it is not YAML or has duplicate keys
     */
    public static WerfConfig read(ProjectTree tree, Optional<String> configPath) {
        return read(tree, configPath, Optional.empty());
    }

    /**
     * Like {@link #read(ProjectTree, Optional)}.
     *
     * @param projectName replaces the project name of the file ({@code WERF_PROJECT_NAME})
     * @throws InvalidNameException if {@code projectName} is not a valid project name
     */
    public static WerfConfig read(ProjectTree tree, Optional<String> configPath, Optional<String> projectName) {
        List<String> names = configPath.map(List::of).orElse(DEFAULT_NAMES);
        for (String name : names) {
            Optional<TreeEntry> entry = ProjectPath.normalized(name).flatMap(tree::follow);
            if (entry.isPresent()) {
                return new WerfConfigReader(new ConfigText(name, text(tree, name, entry.get()))).config(projectName);
            }
        }
        throw new NoWerfConfigException(names);
    }

    /** Some editors put a byte order mark in front, which is no part of the text. */
    private static String text(ProjectTree tree, String name, TreeEntry entry) {
        long size = tree.size(entry);
        if (size > LARGEST) {
            throw new ConfigText(name, "")
                    .error(new Location(name, 1, 0), 1, "has " + size + " bytes, more than 1 MiB");
        }
        String text = new String(tree.read(entry), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private WerfConfig config(Optional<String> projectName) {
        refuseTemplates();
        Optional<MetaSection> meta = Optional.empty();
        List<MapNode> sections = new ArrayList<>();
        for (YamlNode document : Documents.of(source)) {
            if (!(document instanceof MapNode map)) {
                throw source.error(document.location(), 1, "expected a map of keys, found " + document.kind());
            }
            if (map.get("configVersion") != null) {
                if (meta.isPresent()) {
                    throw source.error(
                            map.location(), 1, "a second section with \"configVersion\"; there can be only one");
                }
                meta = Optional.of(MetaSection.read(new MapReader(source, map, "")));
            } else {
                sections.add(map);
            }
        }
        MetaSection section = meta.orElseThrow(() -> source.error(
                new Location(source.file(), 1, 1), 1, "no section with \"configVersion: 1\" and \"project\""));
        String project = projectName.map(WerfConfigReader::validProject).orElse(section.project());
        List<ImageConfig> images = sections.stream()
                .flatMap(map -> images(map, project, section.build()).stream())
                .toList();
        new ImageGraph(source, images).check();
        return new WerfConfig(project, section.deploy(), images, section.cleanup(), section.gitWorktree());
    }

    private List<ImageConfig> images(MapNode map, String project, BuildDefaults defaults) {
        if (map.get("dockerfile") == null && map.get("image") == null && map.get("artifact") == null) {
            throw source.error(
                    map.location(),
                    1,
                    "a section must have one of the keys \"configVersion\" (the project's settings), \"image\" or \"dockerfile\"");
        }
        return ImageSection.read(new MapReader(source, map, nameOf(map)), project, defaults);
    }

    private static String nameOf(MapNode map) {
        return map.get("image") instanceof ScalarNode scalar && scalar.value() instanceof String name
                ? "image \"" + name + "\""
                : "image";
    }

    private void refuseTemplates() {
        int at = source.text().indexOf("{{");
        if (at >= 0) {
            String before = source.text().substring(0, at);
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = at - (before.lastIndexOf('\n') + 1) + 1;
            throw source.error(
                    new Location(source.file(), line, column),
                    2,
                    "templates ({{ … }}) in werf.yaml are known but not supported by this version");
        }
    }

    private static String validProject(String name) {
        if (!Slug.isProject(name)) {
            throw new InvalidNameException(Kind.PROJECT, name);
        }
        return name;
    }
}
