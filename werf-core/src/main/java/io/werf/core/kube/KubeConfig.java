package io.werf.core.kube;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.error.FileProblem;
import io.werf.core.error.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kubeconfig files merged as kubectl does: of several with the same value, or an entry of the same name, the first wins whole.
 *
 * @param names of the files, for errors
 */
record KubeConfig(
        String names,
        Optional<String> currentContext,
        Map<String, Section> contexts,
        Map<String, Section> clusters,
        Map<String, Section> users) {

    /** What a context chooses. */
    record Choice(String context, Section cluster, Optional<Section> user) {}

    static KubeConfig read(List<Path> files) {
        Optional<String> current = Optional.empty();
        Map<String, Section> contexts = new LinkedHashMap<>();
        Map<String, Section> clusters = new LinkedHashMap<>();
        Map<String, Section> users = new LinkedHashMap<>();
        for (Path file : files) {
            Optional<Section> root = parse(file);
            if (root.isPresent()) {
                current = current.or(() -> root.get().string("current-context"));
                entries(root.get(), "contexts", "context").forEach(contexts::putIfAbsent);
                entries(root.get(), "clusters", "cluster").forEach(clusters::putIfAbsent);
                entries(root.get(), "users", "user").forEach(users::putIfAbsent);
            }
        }
        String names = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        return new KubeConfig(names, current, contexts, clusters, users);
    }

    private static Optional<Section> parse(Path file) {
        try {
            return Yaml.read(Files.readString(file), file.toString(), Yaml.DuplicateKeys.LAST_WINS)
                    .map(node -> {
                        if (node instanceof MapNode map) {
                            return new Section(file, map);
                        }
                        throw new KubeConnectionException(
                                "", node.location() + ": a kubeconfig is a map, not " + node.kind(), null);
                    });
        } catch (IOException e) {
            throw new KubeConnectionException("", "cannot read kubeconfig " + file + ": " + FileProblem.reason(e), e);
        } catch (YamlException e) {
            throw new KubeConnectionException("", "cannot read kubeconfig: " + e.getMessage(), null);
        }
    }

    private static Map<String, Section> entries(Section root, String list, String content) {
        Map<String, Section> entries = new LinkedHashMap<>();
        for (Section entry : root.sections(list)) {
            String name = entry.required("name");
            Section body = entry.section(content)
                    .orElseGet(() ->
                            new Section(entry.file(), new MapNode(entry.map().location(), List.of())));
            if (entries.put(name, body) != null) {
                throw entry.error("name", "there are two " + list + " of this name");
            }
        }
        return entries;
    }

    /** @param wanted name of the context; empty means the current one */
    Choice choose(Optional<String> wanted) {
        String name = wanted.or(() -> currentContext)
                .orElseThrow(() -> failure("kubeconfig " + names + " has no current context; " + describeContexts()));
        Section context = contexts.get(name);
        if (context == null) {
            throw failure("kubeconfig " + names + " has no context \"" + name + "\"; " + describeContexts());
        }
        String clusterName = context.required("cluster");
        Section cluster = clusters.get(clusterName);
        if (cluster == null) {
            throw missing(context, "cluster", name, clusterName, clusters);
        }
        Optional<String> userName = context.string("user");
        if (userName.isPresent() && !users.containsKey(userName.get())) {
            throw missing(context, "user", name, userName.get(), users);
        }
        return new Choice(name, cluster, userName.map(users::get));
    }

    private static KubeConnectionException missing(
            Section context, String kind, String name, String missing, Map<String, Section> known) {
        return context.error(
                kind,
                "context \"" + name + "\" names " + kind + " \"" + missing + "\", which is not there"
                        + Nearest.to(missing, known.keySet())
                                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                                .orElse(""));
    }

    private String describeContexts() {
        return contexts.isEmpty()
                ? "it has no contexts"
                : "there are: " + contexts.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static KubeConnectionException failure(String message) {
        return new KubeConnectionException("", message, null);
    }
}
