package io.werf.core.deploy;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Sha256;
import io.werf.core.data.Tree;
import io.werf.core.secret.DecryptionException;
import io.werf.core.secret.SecretCipher;
import io.werf.core.secret.SecretKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The file of a saved plan: JSON with {@code format} ({@code werf-plan}), {@code version}, {@code encrypted}, {@code sha256} of the
 * plan's JSON, and {@code plan}, that JSON compressed: encrypted by the project's secret key, or else in base64. Only its owner
 * may read the file.
 */
public final class SavedPlanFile {

    private static final String FORMAT = "werf-plan";
    private static final long VERSION = 1;
    private static final int MAX_FILE_BYTES = 64 * 1024 * 1024;
    private static final int MAX_PLAN_BYTES = 256 * 1024 * 1024;

    private SavedPlanFile() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param key encrypts it, where there is one
     * @throws PlanFileException if it cannot be written
     */
    public static void write(Path file, SavedPlan plan, Optional<SecretKey> key) {
        byte[] json = Json.writeBytes(SavedPlanTree.of(plan));
        byte[] packed = gzip(json);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("version", VERSION);
        tree.put("encrypted", key.isPresent());
        tree.put("sha256", Sha256.hex(json));
        tree.put(
                "plan",
                key.map(secret -> new SecretCipher(secret, new SecureRandom()).encrypt(packed))
                        .orElseGet(() -> Base64.getEncoder().encodeToString(packed)));
        try {
            Path directory = file.toAbsolutePath().normalize().getParent();
            if (directory == null) {
                throw new IOException("it is a directory");
            }
            Path fresh = Files.createTempFile(Files.createDirectories(directory), ".werf-plan", ".tmp"); // mode 0600
            try {
                Files.write(fresh, Json.writeBytes(tree));
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw PlanFileException.unwritable(file, e);
        }
    }

    /** Finds the secret key when an encrypted file wants one. */
    @FunctionalInterface
    public interface KeyFinder {
        /**
         * The key.
         *
         * @throws io.werf.core.secret.NoSecretKeyException if there is none
         */
        SecretKey find();
    }

    /**
     * Reads and checks a file.
     *
     * @throws PlanFileException if it is missing, damaged, changed, or no plan of this version
     * @throws DecryptionException if it is encrypted by another key
     */
    public static SavedPlan read(Path file, KeyFinder key) {
        Map<String, Object> tree = tree(file);
        if (!FORMAT.equals(tree.get("format"))) {
            throw PlanFileException.unusable(file, "it is not a saved plan", null);
        }
        if (!Long.valueOf(VERSION).equals(tree.get("version"))) {
            throw PlanFileException.unusable(
                    file, "its format has version " + tree.get("version") + "; this program knows " + VERSION, null);
        }
        String packed = Tree.string(tree, "plan").orElse("");
        try {
            byte[] json = gunzip(
                    Tree.isTrue(tree, "encrypted")
                            ? new SecretCipher(key.find(), new SecureRandom()).decrypt(packed, "saved plan " + file)
                            : Base64.getDecoder().decode(packed));
            if (!Sha256.hex(json).equals(tree.get("sha256"))) {
                throw PlanFileException.unusable(file, "its content was changed (the checksum is another)", null);
            }
            return SavedPlanTree.plan(Json.readObject(json));
        } catch (IOException | RuntimeException e) {
            if (e instanceof io.werf.core.error.WerfException known && !(e instanceof JsonException)) {
                throw known;
            }
            throw PlanFileException.unusable(file, "its content is damaged", e);
        }
    }

    private static Map<String, Object> tree(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw PlanFileException.unusable(file, "it is larger than " + MAX_FILE_BYTES + " bytes", null);
            }
            return Json.readObject(bytes);
        } catch (NoSuchFileException e) {
            throw PlanFileException.unusable(file, "there is no such file", e);
        } catch (IOException e) {
            throw PlanFileException.unusable(file, e.toString(), e);
        } catch (JsonException e) {
            throw PlanFileException.unusable(file, "it is cut off, or not a saved plan", e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] gunzip(byte[] packed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(MAX_PLAN_BYTES + 1);
            if (bytes.length > MAX_PLAN_BYTES) {
                throw new IOException("it unpacks to more than " + MAX_PLAN_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
