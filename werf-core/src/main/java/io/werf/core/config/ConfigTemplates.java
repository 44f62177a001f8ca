package io.werf.core.config;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.git.Commit;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Arguments;
import io.werf.core.template.functions.DebugFunctions;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.GoObject;
import io.werf.core.template.functions.GoTime;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import io.werf.core.template.gotemplate.MissingKey;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders {@code werf.yaml} with its templates. Only loaded for a file that has any. */
final class ConfigTemplates {

    private static final String MAIN = "werfConfig";

    private final ConfigFiles files;
    private final ConfigOptions options;
    private final Commit commit;

    ConfigTemplates(ConfigFiles files, ConfigOptions options, Commit commit) {
        this.files = files;
        this.options = options;
        this.commit = commit;
    }

    /**
     * The text that the templates make.
     *
     * @throws GiterminismException if it takes what is not allowed
     * @throws TemplateException if a template is malformed or fails
     */
    String render(ConfigText source) {
        List<TemplateSource> sources = new ArrayList<>(partials());
        sources.add(new TemplateSource(MAIN, source.file(), source.text()));
        try {
            return GoTemplateEngine.ofGo(functions(), MissingKey.NOTHING)
                    .parse(sources)
                    .execute(MAIN, data());
        } catch (TemplateException e) {
            if (e.getCause() instanceof GiterminismException forbidden) {
                throw e.excerpt().map(forbidden::at).orElse(forbidden);
            }
            throw e;
        }
    }

    private List<TemplateSource> partials() {
        String directory = ProjectPath.normalized(options.templatesDirectory()).orElse(options.templatesDirectory());
        ProjectTree tree = files.templates(directory);
        List<TemplateSource> sources = new ArrayList<>();
        for (TreeEntry entry : tree.list(directory)) {
            if (entry.path().endsWith(".tmpl")) {
                String name = entry.path().substring(directory.isEmpty() ? 0 : directory.length() + 1);
                ConfigText.read(tree, entry.path())
                        .ifPresent(text -> sources.add(new TemplateSource(name, entry.path(), text)));
            }
        }
        return sources;
    }

    private Map<String, Object> data() {
        Map<String, @Nullable Object> date = new LinkedHashMap<>();
        date.put("Human", GoTime.print(commit.date().atZone(ZoneOffset.UTC)));
        date.put("Unix", String.valueOf(commit.date().getEpochSecond()));
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("Hash", commit.hash());
        head.put("Date", GoObject.struct("config.commitDate", date));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("Env", options.env());
        root.put("Commit", GoObject.struct("config.commit", head));
        root.put("Files", fileMethods());
        return root;
    }

    private GoObject fileMethods() {
        return GoObject.struct(
                "config.files",
                Map.of(),
                exactly("Get", 1, a -> files.content(a.string(0))),
                exactly("Glob", 1, a -> files.matching(a.string(0))),
                exactly("Exists", 1, a -> files.isFile(a.string(0)) || files.isDirectory(a.string(0))),
                exactly("IsDir", 1, a -> files.isDirectory(a.string(0))));
    }

    private Functions functions() {
        return Functions.standard()
                .with(DebugFunctions.SILENT)
                .with(
                        new TemplateFunction("env", 1, 2, this::variable),
                        exactly("fromYaml", 1, a -> yaml(a.string(0))));
    }

    private String variable(Arguments arguments) {
        String name = arguments.string(0);
        if (!files.rules().environment().test(name)) {
            throw GiterminismException.of(
                    "the template reads environment variable " + name,
                    options.giterminismPath(),
                    List.of("config", "goTemplateRendering", "allowEnvVariables"),
                    name);
        }
        String value = options.variables().get(name);
        Optional<String> byDefault = arguments.count() > 1 ? Optional.of(arguments.string(1)) : Optional.empty();
        if (value != null) {
            return value.isEmpty() ? byDefault.orElse("") : value;
        }
        if (byDefault.isEmpty() && !options.loose()) {
            throw FunctionException.of("environment variable " + name + " is not set, and no default is given");
        }
        return byDefault.orElse("");
    }

    private static @Nullable Object yaml(String text) {
        try {
            Optional<YamlNode> document = Yaml.read(text, "fromYaml", Yaml.DuplicateKeys.REFUSED);
            return document.isPresent() ? document.get().plain() : new LinkedHashMap<>();
        } catch (YamlException e) {
            throw FunctionException.ofArgument(0, String.valueOf(e.getMessage()));
        }
    }
}
