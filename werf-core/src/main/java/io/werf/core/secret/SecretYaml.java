package io.werf.core.secret;

import io.werf.core.data.GoNumbers;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlScalarEditor;
import io.werf.core.data.YamlScalarEditor.Edit;
import io.werf.core.data.YamlScalarEditor.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Encrypts and decrypts the scalars of a YAML text and leaves all the rest as it is. Null stays null; every other scalar
 * becomes a string, as in werf.
 */
final class SecretYaml {

    private final SecretCipher cipher;

    SecretYaml(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** A decrypted text, and what its values were encrypted as. */
    record Decrypted(String text, Map<String, Known> known) {}

    /** A value and its encrypted form. */
    private record Known(String plain, String encrypted) {}

    /**
     * @throws SecretValuesException if it is not YAML, or its root is no map
     * @throws DecryptionException if a value cannot be decrypted
     */
    Decrypted decrypt(String text, String file) {
        Map<String, Known> known = new HashMap<>();
        String plain = edit(text, file, scalar -> {
            if (scalar.value() == null) {
                return Optional.empty();
            }
            String subject = SecretValues.subject(scalar.path(), scalar.location());
            Known value = new Known(cipher.decryptText(scalar.text(), subject), scalar.text());
            known.put(scalar.path(), value);
            return Optional.of(value.plain());
        });
        return new Decrypted(plain, known);
    }

    /** @throws SecretValuesException if it is not YAML, or its root is no map */
    String encrypt(String text, String file) {
        return encrypt(text, file, Map.of());
    }

    /** As {@link #encrypt(String, String)}, but a value that is the same at its place keeps its encrypted form. */
    String encrypt(String text, String file, Decrypted before) {
        return encrypt(text, file, before.known());
    }

    private String encrypt(String text, String file, Map<String, Known> known) {
        return edit(text, file, scalar -> {
            if (scalar.value() == null) {
                return Optional.empty();
            }
            String plain = plain(scalar);
            Known same = known.get(scalar.path());
            return Optional.of(
                    same != null && same.plain().equals(plain)
                            ? same.encrypted()
                            : cipher.encrypt(plain.getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static String edit(String text, String file, Edit edit) {
        try {
            Optional<YamlNode> root = Yaml.read(text, file, Yaml.DuplicateKeys.LAST_WINS);
            if (root.isPresent() && !(root.get() instanceof YamlNode.MapNode)) {
                throw new SecretValuesException(
                        root.get().location(),
                        "secret values must be a map, found " + root.get().kind());
            }
            return YamlScalarEditor.edit(text, file, edit);
        } catch (YamlException e) {
            throw SecretValuesException.notYaml(e, file);
        }
    }

    /** As Go prints the value: {@code 0x10} is 16; only {@code true} and {@code false} are booleans there. */
    private static String plain(Scalar scalar) {
        Object value = Objects.requireNonNull(scalar.value());
        if (value instanceof Double number) {
            return GoNumbers.shortest(number, 21, -4);
        }
        boolean written = value instanceof Boolean flag && !scalar.text().equalsIgnoreCase(flag.toString());
        return written ? scalar.text() : value.toString();
    }
}
