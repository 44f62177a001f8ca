package io.werf.core.template.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Go's {@code []byte}, which prints as numbers. Immutable. */
public final class GoBytes {

    private final byte[] bytes;

    /** Takes a copy. */
    public GoBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** The bytes as a string. */
    public String text() {
        return GoStrings.of(bytes);
    }

    /** The same for YAML and JSON: what is no part of a character is U+FFFD. */
    public String validText() {
        return GoStrings.withoutRawBytes(text());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as numbers. */
    public List<Integer> asList() {
        List<Integer> list = new ArrayList<>(bytes.length);
        for (byte b : bytes) {
            list.add(b & 0xFF);
        }
        return list;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
