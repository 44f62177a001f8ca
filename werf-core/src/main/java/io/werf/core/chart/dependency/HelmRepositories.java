package io.werf.core.chart.dependency;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Helm's {@code repositories.yaml}: names, addresses and logins of the chart repositories of a user. */
public final class HelmRepositories implements ChartCredentials {

    private record Entry(String name, String url, String user, String password) {}

    private final List<Entry> entries;

    private HelmRepositories(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The file of the user: {@code HELM_REPOSITORY_CONFIG}, or below {@code HELM_CONFIG_HOME}, {@code XDG_CONFIG_HOME}, the home. */
    public static HelmRepositories ofUser(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("HELM_REPOSITORY_CONFIG", "");
        if (!own.isEmpty()) {
            return read(Path.of(own));
        }
        String helm = environment.getOrDefault("HELM_CONFIG_HOME", "");
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = !helm.isEmpty()
                ? Path.of(helm)
                : (xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg)).resolve("helm");
        return read(directory.resolve("repositories.yaml"));
    }

    /** A file; one that does not exist has no entries. */
    public static HelmRepositories read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new HelmRepositories(List.of());
        }
        Object tree;
        try {
            tree = Yaml.read(Files.readString(file), file.toString(), Yaml.DuplicateKeys.LAST_WINS)
                    .map(YamlNode::plain)
                    .orElse(Map.of());
        } catch (IOException e) {
            throw new ChartDependencyException("cannot read Helm's list of repositories " + file + ": " + e, e);
        }
        List<Entry> entries = new ArrayList<>();
        for (Object item : Tree.list(tree, "repositories")) {
            entries.add(new Entry(
                    Tree.string(item, "name").orElse(""),
                    Tree.string(item, "url").orElse(""),
                    Tree.string(item, "username").orElse(""),
                    Tree.string(item, "password").orElse("")));
        }
        return new HelmRepositories(entries);
    }

    /** The address of a repository that is named {@code @name} or {@code alias:name}; every other is its own address. */
    String address(Dependency dependency) {
        String repository = dependency.repository();
        String name = repository.startsWith("@")
                ? repository.substring(1)
                : repository.startsWith("alias:") ? repository.substring("alias:".length()) : "";
        if (name.isEmpty()) {
            return repository;
        }
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .map(Entry::url)
                .findFirst()
                .orElseThrow(() -> new ChartDependencyException(
                        "dependency " + dependency.name() + ": Helm's repositories.yaml has no repository \"" + name
                                + "\"; it has: "
                                + String.join(
                                        ", ", entries.stream().map(Entry::name).toList()),
                        null));
    }

    @Override
    public Optional<Login> of(URI repository) {
        String wanted = withoutSlash(repository.toString());
        return entries.stream()
                .filter(entry -> withoutSlash(entry.url()).equals(wanted)
                        && !entry.user().isEmpty())
                .map(entry -> new Login(entry.user(), entry.password()))
                .findFirst();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
