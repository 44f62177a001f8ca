package io.werf.core.release;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Helm 3's form of a release in a Secret: JSON, gzip, base64, and the base64 of the Secret itself. Old records without gzip
 * are read too.
 */
final class ReleaseCodec {

    /** No honest record unpacks to more: the packed one is at most 1 MiB. */
    private static final int MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

    private ReleaseCodec() {}

    /** The value for {@code data.release} of the Secret's JSON. */
    static String encode(Release release) {
        byte[] packed = Base64.getEncoder().encode(gzip(Json.writeBytes(tree(release))));
        return Base64.getEncoder().encodeToString(packed);
    }

    /** @param record how errors call it */
    static Release decode(String secretValue, String record) {
        try {
            byte[] packed = Base64.getDecoder()
                    .decode(Base64.getDecoder().decode(secretValue.getBytes(StandardCharsets.US_ASCII)));
            return release(Json.readObject(isGzip(packed) ? gunzip(packed, record) : packed), record);
        } catch (IllegalArgumentException | ArithmeticException | JsonException | IOException e) {
            throw new ReleaseRecordException(record, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b && bytes[2] == 8;
    }

    private static byte[] gunzip(byte[] packed, String record) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] unpacked = in.readNBytes(MAX_UNPACKED_BYTES + 1);
            if (unpacked.length > MAX_UNPACKED_BYTES) {
                throw new ReleaseRecordException(
                        record, "it unpacks to more than " + MAX_UNPACKED_BYTES + " bytes", null);
            }
            return unpacked;
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new BestGzip(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, Object> tree(Release release) {
        Release.Info info = release.info();
        Map<String, Object> infoTree = new LinkedHashMap<>();
        infoTree.put("first_deployed", info.firstDeployed().toString());
        infoTree.put("last_deployed", info.lastDeployed().toString());
        infoTree.put("deleted", info.deleted().map(Instant::toString).orElse(""));
        infoTree.put("description", info.description());
        infoTree.put("status", release.status().text());
        infoTree.put("notes", info.notes());
        if (!info.annotations().isEmpty()) {
            infoTree.put("annotations", info.annotations());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", release.name());
        tree.put("info", infoTree);
        tree.put("chart", release.chart());
        tree.put("config", release.config());
        tree.put("manifest", release.manifest());
        tree.put("hooks", release.hooks());
        tree.put("version", release.revision());
        tree.put("namespace", release.namespace());
        return tree;
    }

    private static Release release(Map<String, Object> tree, String record) {
        Instant last = time(tree, "last_deployed").orElse(Instant.EPOCH);
        Release.Info info = new Release.Info(
                time(tree, "first_deployed").orElse(last),
                last,
                time(tree, "deleted"),
                Tree.string(tree, "info", "description").orElse(""),
                Tree.string(tree, "info", "notes").orElse(""),
                Tree.map(tree, "info", "annotations"));
        String name = Tree.string(tree, "name")
                .orElseThrow(() -> new ReleaseRecordException(record, "it has no release name", null));
        long revision = Tree.integer(tree, "version")
                .orElseThrow(() -> new ReleaseRecordException(record, "it has no revision", null));
        List<Map<String, Object>> hooks = new ArrayList<>();
        Tree.list(tree, "hooks").forEach(hook -> hooks.add(Tree.map(hook)));
        return new Release(
                name,
                Tree.string(tree, "namespace").orElse(""),
                Math.toIntExact(revision),
                ReleaseStatus.of(Tree.string(tree, "info", "status").orElse("")),
                info,
                Tree.map(tree, "chart"),
                Tree.map(tree, "config"),
                Tree.string(tree, "manifest").orElse(""),
                hooks);
    }

    /** Helm writes local times with an offset, and {@code ""} for none. */
    private static Optional<Instant> time(Map<String, Object> tree, String key) {
        try {
            return Tree.string(tree, "info", key)
                    .filter(text -> !text.isEmpty())
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Compresses at level 9, as Helm does: records come close to the limit of a Secret. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
