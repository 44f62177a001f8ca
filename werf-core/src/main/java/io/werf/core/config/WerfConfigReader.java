package io.werf.core.config;

import io.werf.core.config.InvalidNameException.Kind;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Location;
import io.werf.core.git.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code werf.yaml} and what it is made of, strictly: what it does not know, or knows otherwise, is an error that shows
 * the place; what is not part of the commit must be allowed by {@code werf-giterminism.yaml}. Not thread-safe.
 */
public final class WerfConfigReader {

    /** The names that are looked for in the project directory, in this order, when no path is given. */
    public static final List<String> DEFAULT_NAMES = List.of("werf.yaml", "werf.yml");

    private final ProjectFiles project;
    private final ConfigOptions options;
    private final Giterminism rules;
    private final ConfigFiles files;

    /**
     * A reader of a project; reads its {@code werf-giterminism.yaml}.
     *
     * @throws ConfigException if that is not valid
     * @throws io.werf.core.data.YamlException if it is not YAML
     */
    public WerfConfigReader(ProjectFiles project, ConfigOptions options) {
        this.project = project;
        this.options = options;
        this.rules =
                options.loose() ? Giterminism.LOOSE : GiterminismReader.read(project.tree(), options.giterminismPath());
        this.files = new ConfigFiles(project, rules, options.giterminismPath());
    }

    /** What the project allows to be taken from outside of the commit. */
    public Giterminism rules() {
        return rules;
    }

    /**
     * Whether the file at this path was read or looked for by {@link #read} so far, whether it failed or not, so that it has to
     * be committed, unless the rules let it be read from disk.
     *
     * @param path relative to the project directory
     */
    public boolean mustBeCommitted(String path) {
        return path.equals(options.giterminismPath()) || files.mustBeCommitted(path);
    }

    /**
     * Reads the configuration.
     *
     * @throws IncludesException if the project includes files of other repositories
     * @throws NoWerfConfigException if there is no such file
     * @throws ConfigException if the file is not a valid configuration
     * @throws GiterminismException if it takes from outside of the commit what is not allowed
     * @throws InvalidNameException if the project name of the options is not valid
     * @throws io.werf.core.template.TemplateException if a template in it fails
     * @throws io.werf.core.data.YamlException if it is not YAML or has duplicate keys
     */
    public WerfConfig read() {
        if (project.tree().entry(IncludesException.FILE).isPresent()) {
            throw new IncludesException();
        }
        List<String> names = options.path().map(List::of).orElse(DEFAULT_NAMES);
        for (String name : names) {
            Optional<String> text = files.config(name);
            if (text.isPresent()) {
                return new SectionReader(rendered(new ConfigText(name, text.get()))).config();
            }
        }
        throw new NoWerfConfigException(names);
    }

    private ConfigText rendered(ConfigText source) {
        if (!source.text().contains("{{")) {
            return source; // the classes of the template engine cost such a file nothing
        }
        String text = new ConfigTemplates(files, options, project.commit()).render(source);
        return text.equals(source.text()) ? source : new ConfigText(source.file() + " (rendered)", text);
    }

    /** Reads the sections of the rendered text. */
    private final class SectionReader {

        private final ConfigText source;
        private final Inspection inspection = new Inspection(rules, options, project.directory());

        SectionReader(ConfigText source) {
            this.source = source;
        }

        WerfConfig config() {
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
            String project =
                    options.projectName().map(WerfConfigReader::validProject).orElse(section.project());
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
            return ImageSection.read(new MapReader(source, map, nameOf(map)), project, defaults, inspection);
        }

        private static String nameOf(MapNode map) {
            return map.get("image") instanceof ScalarNode scalar && scalar.value() instanceof String name
                    ? "image \"" + name + "\""
                    : "image";
        }
    }

    private static String validProject(String name) {
        if (!Slug.isProject(name)) {
            throw new InvalidNameException(Kind.PROJECT, name);
        }
        return name;
    }
}
