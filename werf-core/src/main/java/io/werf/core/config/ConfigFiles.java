package io.werf.core.config;

import io.werf.core.git.PathRule;
import io.werf.core.git.ProjectFiles;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import io.werf.core.template.functions.FunctionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * The files that a configuration is made of, each read from where it may be read, and a memory of which were asked for: those
 * must be committed. Not thread-safe.
 */
final class ConfigFiles {

    private static final long LARGEST = 16 << 20;

    private final ProjectFiles files;
    private final Giterminism rules;
    private final String rulesFile;
    private final List<Asked> asked = new ArrayList<>();

    /** Files that were asked for, and which of them may come from disk. */
    private record Asked(Predicate<String> files, PathRule accepted) {}

    ConfigFiles(ProjectFiles files, Giterminism rules, String rulesFile) {
        this.files = files;
        this.rules = rules;
        this.rulesFile = rulesFile;
    }

    Giterminism rules() {
        return rules;
    }

    /** The text of {@code werf.yaml} itself; empty when there is none. */
    Optional<String> config(String path) {
        asked.add(new Asked(path::equals, rules.uncommittedConfig()));
        return ConfigText.read(files.with(rules.uncommittedConfig()), path);
    }

    /** Where the templates are. */
    ProjectTree templates(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        asked.add(new Asked(path -> path.startsWith(prefix) && path.endsWith(".tmpl"), rules.uncommittedTemplates()));
        return files.with(rules.uncommittedTemplates());
    }

    /** {@code .Files.Get} */
    String content(String written) {
        String path = path(written);
        Optional<TreeEntry> entry = tree().follow(path);
        if (entry.isPresent()) {
            return text(entry.get());
        }
        if (files.isOnDisk(path)) {
            throw GiterminismException.of(
                    "the template reads file " + path,
                    rulesFile,
                    List.of("config", "goTemplateRendering", "allowUncommittedFiles"),
                    path);
        }
        throw FunctionException.ofArgument(0, "there is no file \"" + path + "\" in the commit");
    }

    /** {@code .Files.Glob}: contents by path. */
    Map<String, Object> matching(String written) {
        PathPatterns patterns;
        try {
            patterns = PathPatterns.of(List.of(written));
        } catch (PatternSyntaxException e) {
            throw FunctionException.ofArgument(0, "malformed pattern \"" + written + "\": " + e.getDescription());
        }
        asked.add(new Asked(patterns::names, rules.uncommittedFiles()));
        Map<String, Object> contents = new LinkedHashMap<>();
        for (TreeEntry entry : tree().list("", patterns::mayMatchBelow)) {
            if (patterns.names(entry.path())) {
                tree().follow(entry.path()).ifPresent(target -> contents.put(entry.path(), text(target)));
            }
        }
        return contents;
    }

    /** {@code .Files.Exists}, for files. */
    boolean isFile(String written) {
        return tree().follow(path(written)).isPresent();
    }

    /** {@code .Files.IsDir} */
    boolean isDirectory(String written) {
        return tree().isDirectory(path(written));
    }

    /** Whether the file at this path was asked for and may not be an uncommitted one. */
    boolean mustBeCommitted(String path) {
        return asked.stream()
                .anyMatch(one -> one.files().test(path) && !one.accepted().matches(path));
    }

    private ProjectTree tree() {
        return files.with(rules.uncommittedFiles());
    }

    private String path(String written) {
        String path = ProjectPath.normalized(written.startsWith("/") ? written.substring(1) : written)
                .orElseThrow(() ->
                        FunctionException.ofArgument(0, "\"" + written + "\" leads out of the project directory"));
        asked.add(new Asked(path::equals, rules.uncommittedFiles()));
        return path;
    }

    private String text(TreeEntry entry) {
        long size = tree().size(entry);
        if (size > LARGEST) {
            throw FunctionException.ofArgument(0, entry.path() + " has " + size + " bytes, more than 16 MiB");
        }
        return new String(tree().read(entry), StandardCharsets.UTF_8);
    }
}
