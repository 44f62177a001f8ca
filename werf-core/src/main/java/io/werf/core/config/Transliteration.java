package io.werf.core.config;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Text to lower-case ASCII letters, digits and dashes; characters that have no counterpart are dropped. */
final class Transliteration {

    private static final String DASHES = "&(){}[]-_,.;:=+<>~/ \uff3f\uff5e";

    /** Letters whose Unicode decomposition is not what the slugs of werf have. */
    private static final Map<Integer, String> SPECIAL = special();

    private Transliteration() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(character(c)));
        return out.toString();
    }

    private static String character(int c) {
        if (isPlain(c)) {
            return Character.toString(c);
        }
        if (c >= 'A' && c <= 'Z') {
            return Character.toString(c + ('a' - 'A'));
        }
        if (DASHES.indexOf(c) >= 0) {
            return "-";
        }
        if (c < 0x80) {
            return "";
        }
        String special = SPECIAL.get(c);
        return special != null ? special : decomposed(c);
    }

    /** {@code é} is an e with an accent, {@code ™} are two small letters, a circled or full-width letter is one. */
    private static String decomposed(int c) {
        StringBuilder out = new StringBuilder();
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .chars()
                .filter(Transliteration::isPlain)
                .forEach(d -> out.append((char) d));
        return out.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static Map<Integer, String> special() {
        Map<Integer, String> table = new HashMap<>();
        String cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
        String[] latin = {
            "a", "b", "v", "g", "d", "ye", "yo", "zh", "z", "i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
            "f", "h", "c", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"
        };
        for (int i = 0; i < latin.length; i++) {
            table.put((int) cyrillic.charAt(i), latin[i]);
            table.put((int) Character.toUpperCase(cyrillic.charAt(i)), latin[i]);
        }
        Map.of(
                        "ÐĐđ", "d", "ðØø", "o", "ß", "b", "×", "x", "Ææ", "ae", "Þþ", "th", "Œœ", "oe", "İıŁł", "l",
                        "Ħħ", "h", "µ", "u")
                .forEach((letters, latinLetters) -> letters.chars().forEach(letter -> table.put(letter, latinLetters)));
        table.put((int) 'Ŧ', "t");
        table.put((int) 'ŧ', "t");
        return Map.copyOf(table);
    }
}
