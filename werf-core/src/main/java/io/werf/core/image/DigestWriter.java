package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.Step.CopiedFile;
import io.werf.core.image.Step.CopySource;
import io.werf.core.image.Step.InlineFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds values into SHA3-224 so that two different values never give the same bytes: each is preceded by a letter for its
 * kind and by its length.
 */
final class DigestWriter {

    private static final int BUFFER = 8192;
    private static final int FEW = 100;

    private final MessageDigest digest;
    private final IdentityHashMap<Collection<?>, byte[]> hashed;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;

    DigestWriter() {
        this(new IdentityHashMap<>());
    }

    /** @param hashed remembers the hashes of long lists, by their identity, for other writers */
    DigestWriter(IdentityHashMap<Collection<?>, byte[]> hashed) {
        this("SHA3-224", hashed);
    }

    private DigestWriter(String algorithm, IdentityHashMap<Collection<?>, byte[]> hashed) {
        this.hashed = hashed;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has " + algorithm, e);
        }
    }

    DigestWriter write(Object value) {
        if (value instanceof Collection<?> list) {
            begin('l', list.size());
            if (list.size() > FEW) {
                writeMany(list);
            } else {
                list.forEach(this::write);
            }
        } else if (value instanceof Map<?, ?> map) {
            begin('m', map.size());
            map.forEach((key, element) -> write(key).write(element));
        } else if (value instanceof Map.Entry<?, ?> entry) {
            write(List.of(entry.getKey(), entry.getValue()));
        } else if (value instanceof Optional<?> optional) {
            begin('o', optional.isPresent() ? 1 : 0);
            optional.ifPresent(this::write);
        } else if (value instanceof TreeEntry file) {
            text(file.path());
            text(file.mode().octal());
            text(file.objectId());
        } else if (value instanceof CopiedFile copied) {
            write(copied.file());
            text(copied.destination());
        } else if (value instanceof InlineFile inline) {
            write(List.of(inline.content(), inline.destination()));
        } else if (value instanceof CopySource source) {
            text(source.toString());
        } else if (value instanceof String || value instanceof Boolean || value instanceof Number) {
            text(value.toString());
        } else {
            throw new IllegalArgumentException("cannot be digested: " + value.getClass());
        }
        return this;
    }

    /** Long lists go through SHA-256 first: JDK 17 computes that by intrinsics, SHA-3 on x86 in plain Java. */
    private void writeMany(Collection<?> list) {
        byte[] hash = hashed.get(list);
        if (hash == null) {
            DigestWriter inner = new DigestWriter("SHA-256", hashed);
            list.forEach(inner::write);
            hash = inner.finish();
            hashed.put(list, hash);
        }
        bytes(hash);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin('s', bytes.length);
        bytes(bytes);
    }

    private void begin(char kind, int length) {
        bytes(new byte[] {
            (byte) kind, (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
        });
    }

    private void bytes(byte[] bytes) {
        if (buffered + bytes.length > BUFFER) {
            flush();
        }
        if (bytes.length > BUFFER) {
            digest.update(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
            buffered += bytes.length;
        }
    }

    private void flush() {
        digest.update(buffer, 0, buffered);
        buffered = 0;
    }

    private byte[] finish() {
        flush();
        return digest.digest();
    }

    /** The digest of all that was written; the writer cannot be used afterwards. */
    ImageDigest digest() {
        return new ImageDigest(HexFormat.of().formatHex(finish()));
    }
}
