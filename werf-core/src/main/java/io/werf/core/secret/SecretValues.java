package io.werf.core.secret;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.Entry;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads files of secret values: YAML whose keys are in clear and whose scalars are encrypted texts, or null. */
public final class SecretValues {

    private final Decryptor decryptor;

    private SecretValues(Decryptor decryptor) {
        this.decryptor = decryptor;
    }

    /**
     * The decrypted values; all scalars are strings. A file without values (empty, only comments) has none.
     *
     * @param file what errors name
     * @throws SecretValuesException if it is not YAML, or not of this form; never shows a line of the file
     * @throws DecryptionException if a value is damaged or was encrypted with another key; names its place and path
     */
    public static Map<String, Object> read(String text, String file, Decryptor decryptor) {
        YamlNode root = parse(text, file);
        if (root == null) {
            return new LinkedHashMap<>();
        }
        if (!(root instanceof MapNode map)) {
            throw new SecretValuesException(root.location(), "secret values must be a map, found " + root.kind());
        }
        return decryptor.isIgnoring() ? map.plain() : new SecretValues(decryptor).map(map, "");
    }

    private static @Nullable YamlNode parse(String text, String file) {
        try {
            return Yaml.read(text, file, Yaml.DuplicateKeys.LAST_WINS).orElse(null);
        } catch (YamlException e) {
            throw SecretValuesException.notYaml(e, file);
        }
    }

    @SuppressWarnings("NullAway") // trees hold nulls
    private Map<String, Object> map(MapNode node, String path) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Entry entry : node.entries()) {
            map.put(entry.key(), value(entry.value(), path.isEmpty() ? entry.key() : path + "." + entry.key()));
        }
        return map;
    }

    private @Nullable Object value(YamlNode node, String path) {
        if (node instanceof MapNode map) {
            return map(map, path);
        }
        if (node instanceof ListNode list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                items.add(value(list.items().get(i), path + "[" + i + "]"));
            }
            return items;
        }
        return scalar((ScalarNode) node, path);
    }

    private @Nullable String scalar(ScalarNode node, String path) {
        if (node.value() == null) {
            return null;
        }
        if (!(node.value() instanceof String)) {
            throw new SecretValuesException(node.location(), path + " must be an encrypted text, found " + node.kind());
        }
        return decryptor.decryptText(node.text(), subject(path, node.location()));
    }

    static String subject(String path, Location at) {
        return path + " at " + at;
    }
}
