package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.Step.CopiedFile;
import io.werf.core.image.Step.CopySource;
import io.werf.core.image.Step.InlineFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds values into SHA3-224 so that two different values never give the same bytes: each is preceded by a letter for its
 * kind and by its length.
 */
final class DigestWriter {

    private final MessageDigest digest;

    DigestWriter() {
        try {
            digest = MessageDigest.getInstance("SHA3-224");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has SHA3-224", e);
        }
    }

    DigestWriter write(Object value) {
        if (value instanceof Collection<?> list) {
            begin('l', list.size());
            list.forEach(this::write);
        } else if (value instanceof Map<?, ?> map) {
            begin('m', map.size());
            map.forEach((key, element) -> write(key).write(element));
        } else if (value instanceof Map.Entry<?, ?> entry) {
            write(List.of(entry.getKey(), entry.getValue()));
        } else if (value instanceof Optional<?> optional) {
            begin('o', optional.isPresent() ? 1 : 0);
            optional.ifPresent(this::write);
        } else if (value instanceof TreeEntry file) {
            write(List.of(file.path(), file.mode().octal(), file.objectId()));
        } else if (value instanceof CopiedFile copied) {
            write(List.of(copied.file(), copied.destination()));
        } else if (value instanceof InlineFile inline) {
            write(List.of(inline.content(), inline.destination()));
        } else if (value instanceof CopySource source) {
            text(source.toString());
        } else if (value instanceof String || value instanceof Boolean || value instanceof Integer) {
            text(value.toString());
        } else {
            throw new IllegalArgumentException("cannot be digested: " + value.getClass());
        }
        return this;
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin('s', bytes.length);
        digest.update(bytes);
    }

    private void begin(char kind, int length) {
        digest.update(ByteBuffer.allocate(5).put((byte) kind).putInt(length).flip());
    }

    /** The digest of all that was written; the writer cannot be used afterwards. */
    ImageDigest digest() {
        return new ImageDigest(HexFormat.of().formatHex(digest.digest()));
    }
}
