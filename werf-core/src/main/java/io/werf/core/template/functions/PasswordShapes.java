package io.werf.core.template.functions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes that derived passwords may have, one letter per character, by kind of password. */
enum PasswordShapes {
    MAXIMUM("anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"),
    LONG(
            "CvcvnoCvcvCvcv",
            "CvcvCvcvnoCvcv",
            "CvcvCvcvCvcvno",
            "CvccnoCvcvCvcv",
            "CvccCvcvnoCvcv",
            "CvccCvcvCvcvno",
            "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv",
            "CvcvCvccCvcvno",
            "CvcvnoCvcvCvcc",
            "CvcvCvcvnoCvcc",
            "CvcvCvcvCvccno",
            "CvccnoCvccCvcv",
            "CvccCvccnoCvcv",
            "CvccCvccCvcvno",
            "CvcvnoCvccCvcc",
            "CvcvCvccnoCvcc",
            "CvcvCvccCvccno",
            "CvccnoCvcvCvcc",
            "CvccCvcvnoCvcc",
            "CvccCvcvCvccno"),
    MEDIUM("CvcnoCvc", "CvcCvcno"),
    SHORT("Cvcn"),
    BASIC("aaanaaan", "aannaaan", "aaannaaa"),
    PIN("nnnn");

    private static final String CAPITAL_VOWELS = "AEIOU";
    private static final String CAPITAL_CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
    private static final String VOWELS = "aeiou";
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxyz";
    private static final String LETTERS = CAPITAL_VOWELS + VOWELS + CAPITAL_CONSONANTS + CONSONANTS;
    private static final String DIGITS = "0123456789";

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> shapes;

    PasswordShapes(String... shapes) {
        this.shapes = List.of(shapes);
    }

    static @Nullable PasswordShapes of(String name) {
        for (PasswordShapes shapes : values()) {
            if (shapes.name().toLowerCase(java.util.Locale.ROOT).equals(name)) {
                return shapes;
            }
        }
        return null;
    }

    /** The password that a seed stands for. */
    String password(byte[] seed) {
        String shape = shapes.get((seed[0] & 0xFF) % shapes.size());
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < shape.length(); i++) {
            String characters = characters(shape.charAt(i));
            password.append(characters.charAt((seed[i + 1] & 0xFF) % characters.length()));
        }
        return password.toString();
    }

    private static String characters(char letter) {
        return switch (letter) {
            case 'C' -> CAPITAL_CONSONANTS;
            case 'v' -> VOWELS;
            case 'c' -> CONSONANTS;
            case 'a' -> LETTERS;
            case 'n' -> DIGITS;
            case 'o' -> "@&%?,=[]_:-+*$#!'^~;()/.";
            default -> LETTERS + DIGITS + "!@#$%^&*()";
        };
    }
}
