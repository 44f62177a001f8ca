package io.werf.core.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The key of a project's secrets: 16, 24 or 32 bytes (AES-128, -192, -256), written in hex. Immutable; its text form hides
 * the key.
 */
public final class SecretKey {

    /** The environment variable that comes first. */
    public static final String VARIABLE = "WERF_SECRET_KEY";

    private static final String PROJECT_FILE = ".werf_secret_key";
    private static final String GLOBAL_FILE = "global_secret_key";
    private static final int NEW_KEY_BYTES = 16;
    private static final long LARGEST_FILE = 4096;

    private final byte[] bytes;
    private final String origin;

    private SecretKey(byte[] bytes, String origin) {
        this.bytes = bytes;
        this.origin = origin;
    }

    /**
     * Finds the key: the value of the variable, else {@code .werf_secret_key} in the project directory, else {@code
     * global_secret_key} in werf's home. The first file that exists counts, whatever is in it.
     *
     * @param variable value of {@link #VARIABLE}; empty or {@code ""} when it is not set
     * @param werfHome {@code ~/.werf} or {@code WERF_HOME}
     * @throws NoSecretKeyException if there is none
     * @throws SecretKeyException if what is found is not a key
     */
    public static SecretKey find(Optional<String> variable, Path projectDirectory, Path werfHome) {
        Optional<String> value = variable.filter(text -> !text.isEmpty());
        if (value.isPresent()) {
            return of(value.get(), VARIABLE);
        }
        List<Path> files = List.of(projectDirectory.resolve(PROJECT_FILE), werfHome.resolve(GLOBAL_FILE));
        for (Path file : files) {
            if (Files.exists(file)) {
                return of(read(file), file.toString());
            }
        }
        throw new NoSecretKeyException(
                List.of(VARIABLE, files.get(0).toString(), files.get(1).toString()));
    }

    /**
     * The key in a variable, where no other place will do.
     *
     * @throws NoSecretKeyException if it is not set
     * @throws SecretKeyException if its value is not a key
     */
    public static SecretKey inVariable(String name, Optional<String> value) {
        return of(
                value.filter(text -> !text.isEmpty()).orElseThrow(() -> new NoSecretKeyException(List.of(name))), name);
    }

    /**
     * A key from its hex text.
     *
     * @param origin where the text is from, for messages
     * @throws SecretKeyException if it is not the hex of 16, 24 or 32 bytes
     */
    public static SecretKey of(String hex, String origin) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message would show a part of the key.
            throw new SecretKeyException(origin, "it is not a text of hex digits in pairs");
        }
        if (bytes.length != 16 && bytes.length != 24 && bytes.length != 32) {
            throw new SecretKeyException(
                    origin, "it has " + bytes.length + " bytes; there are keys of 16, 24 and 32 bytes");
        }
        return new SecretKey(bytes, origin);
    }

    /** The hex text of a new key. */
    public static String generate(SecureRandom random) {
        byte[] bytes = new byte[NEW_KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new SecretKeyException(file.toString(), "the file is longer than any key");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new SecretKeyException(file.toString(), e);
        }
    }

    /** Where the key was found: a variable's name or a file's path. */
    public String origin() {
        return origin;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Says where the key is from, not what it is. */
    @Override
    public String toString() {
        return "secret key of " + origin;
    }
}
