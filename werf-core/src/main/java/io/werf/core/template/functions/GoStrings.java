package io.werf.core.template.functions;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Go's strings are bytes, which need not be text: think of {@code .Files.Get "logo.png" | b64enc}. In a Java string, a byte
 * that is no part of a UTF-8 character is kept as the lone surrogate U+DC80 to U+DCFF, so that nothing is lost. Pure.
 */
public final class GoStrings {

    private static final int RAW = 0xDC00;

    private GoStrings() {}

    /** The string of these bytes. */
    public static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return withRawBytes(bytes);
        }
    }

    private static String withRawBytes(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = characterLength(bytes, i);
            if (length == 0) {
                out.append((char) (RAW + (bytes[i] & 0xFF)));
                i++;
            } else {
                out.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return out.toString();
    }

    /** How many bytes the character at {@code at} has; 0 when there is none. */
    private static int characterLength(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
        if (length < 2 || at + length > bytes.length) {
            return length == 1 ? 1 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            return length;
        } catch (CharacterCodingException notText) {
            return 0;
        }
    }

    /** The bytes of a string. */
    public static byte[] bytes(String text) {
        if (!hasRawBytes(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (isRawByte(c)) {
                out.write(c - RAW);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    /** What is no part of a character becomes U+FFFD, as wherever Go wants text. */
    static String withoutRawBytes(String text) {
        if (!hasRawBytes(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isRawByte(c) ? 0xFFFD : c));
        return out.toString();
    }

    private static boolean hasRawBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isRawByte(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    static boolean isRawByte(int c) {
        return c >= RAW + 0x80 && c <= RAW + 0xFF;
    }

    /** How many bytes a string has. */
    public static int length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return bytes(text).length;
            }
        }
        return text.length();
    }

    /** Part of a string, by bytes. */
    static String part(String text, int from, int to) {
        return length(text) == text.length()
                ? text.substring(from, to)
                : of(java.util.Arrays.copyOfRange(bytes(text), from, to));
    }
}
