package io.werf.core.template.functions;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 and base32. Text that cannot be decoded gives the error message as the result, as in Sprig. */
final class EncodingFunctions {

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private EncodingFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "b64enc" -> Base64.getEncoder().encodeToString(GoStrings.bytes(a.string(0)));
            case "b64dec" -> decode(a.string(0), "base64", BASE_64, 6);
            case "b32enc" -> encode32(GoStrings.bytes(a.string(0)));
            case "b32dec" -> decode(a.string(0), "base32", BASE_32, 5);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static String encode32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length * 8; i += 5) {
            int value = 0;
            for (int bit = i; bit < i + 5; bit++) {
                int here = bit / 8 < bytes.length ? (bytes[bit / 8] >> (7 - bit % 8)) & 1 : 0;
                value = value << 1 | here;
            }
            out.append(BASE_32.charAt(value));
        }
        return out.append("=".repeat((8 - out.length() % 8) % 8)).toString();
    }

    private static String decode(String text, String encoding, String alphabet, int bitsPerDigit) {
        int digitsPerGroup = bitsPerDigit == 6 ? 4 : 8;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                continue;
            }
            if (c == '=') {
                int garbage = afterPadding(text, i, digits % digitsPerGroup, digitsPerGroup);
                return garbage == text.length()
                        ? GoStrings.of(out.toByteArray())
                        : "illegal " + encoding + " data at input byte " + garbage;
            }
            int value = alphabet.indexOf(c);
            if (value < 0) {
                return "illegal " + encoding + " data at input byte " + GoStrings.length(text.substring(0, i));
            }
            digits++;
            buffer = (buffer << bitsPerDigit | value) & 0xFFFFF;
            bits += bitsPerDigit;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >> bits & 0xFF);
            }
        }
        return digits % digitsPerGroup == 0
                ? GoStrings.of(out.toByteArray())
                : "illegal " + encoding + " data at input byte " + (GoStrings.length(text) - digits % digitsPerGroup);
    }

    /** Where the padding that begins at {@code at} ends; the first wrong character when there is one. */
    private static int afterPadding(String text, int at, int digits, int digitsPerGroup) {
        if (digits < 2) {
            return at;
        }
        int missing = digitsPerGroup - digits;
        int i = at;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '=' && missing > 0) {
                missing--;
            } else if (c != '\n' && c != '\r') {
                return i;
            }
            i++;
        }
        return missing == 0 ? i : at;
    }
}
