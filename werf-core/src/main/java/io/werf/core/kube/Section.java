package io.werf.core.kube;

import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.FileProblem;
import io.werf.core.error.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A map of a kubeconfig file. What is wrong in it is an error that names the place, and never shows what stands there: it may be
 * a secret.
 */
record Section(Path file, MapNode map) {

    /** The text of a key; empty when it is absent, null or {@code ""}. */
    Optional<String> string(String key) {
        YamlNode node = map.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            String text = scalar.value() instanceof String string ? string : scalar.text();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
        throw error(key, key + " is " + node.kind() + ", not a string");
    }

    String required(String key) {
        return string(key).orElseThrow(() -> error(key, key + " is missing"));
    }

    boolean isTrue(String key) {
        YamlNode node = map.get(key);
        if (node == null || isNull(node)) {
            return false;
        }
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        throw error(key, key + " is " + node.kind() + ", not true or false");
    }

    Optional<Section> section(String key) {
        YamlNode node = map.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        return Optional.of(section(key, node));
    }

    List<Section> sections(String key) {
        return items(key).stream().map(item -> section(key, item)).toList();
    }

    List<String> strings(String key) {
        return items(key).stream()
                .map(item -> {
                    if (item instanceof ScalarNode scalar && scalar.value() != null) {
                        return scalar.text();
                    }
                    throw error(key, key + " has an item that is " + item.kind() + ", not a string");
                })
                .toList();
    }

    private List<YamlNode> items(String key) {
        YamlNode node = map.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof ListNode list) {
            return list.items();
        }
        throw error(key, key + " is " + node.kind() + ", not a list");
    }

    private Section section(String key, YamlNode node) {
        if (node instanceof MapNode inner) {
            return new Section(file, inner);
        }
        throw error(key, key + " is " + node.kind() + ", not a map");
    }

    /** A path; relative ones are meant from the directory of the kubeconfig file. */
    Optional<Path> path(String key) {
        return string(key).map(this::resolve);
    }

    Path resolve(String path) {
        return file.resolveSibling(path);
    }

    /** A file's text, given in base64 by one key or by name by another; the first wins, as with kubectl. */
    Optional<String> content(String dataKey, String fileKey) {
        Optional<String> data = string(dataKey);
        if (data.isPresent()) {
            try {
                return Optional.of(new String(
                        Base64.getDecoder().decode(data.get().replaceAll("\\s", "")), StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                throw error(dataKey, dataKey + " is no base64");
            }
        }
        return path(fileKey).map(path -> {
            try {
                return Files.readString(path, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new KubeConnectionException(
                        "", at(fileKey) + ": cannot read " + fileKey + " " + path + ": " + FileProblem.reason(e), e);
            }
        });
    }

    KubeConnectionException error(String key, String message) {
        return new KubeConnectionException("", at(key) + ": " + message, null);
    }

    /** {@code file:line:column} of a key's value, or of the map when it has no such key. */
    Location at(String key) {
        YamlNode node = map.get(key);
        return node == null ? map.location() : node.location();
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof ScalarNode scalar && scalar.value() == null;
    }
}
