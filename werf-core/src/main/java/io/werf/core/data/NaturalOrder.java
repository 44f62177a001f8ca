package io.werf.core.data;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * The order in which Helm's YAML writer puts the keys of a map: runs of digits compare as numbers ({@code a2} before
 * {@code a10}), letters come after everything else.
 */
final class NaturalOrder implements Comparator<String> {

    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int shorter = Math.min(a.length, b.length);
        int i = 0;
        while (i < shorter && a[i] == b[i]) {
            i++;
        }
        if (i == shorter) {
            return Integer.compare(a.length, b.length);
        }
        boolean leftLetter = Character.isLetter(a[i]);
        boolean rightLetter = Character.isLetter(b[i]);
        if (leftLetter && rightLetter) {
            return Integer.compare(a[i], b[i]);
        }
        if (leftLetter || rightLetter) {
            return leftLetter ? 1 : -1;
        }
        return compareNumbers(a, b, i);
    }

    private static int compareNumbers(int[] a, int[] b, int from) {
        int leftEnd = digitsEnd(a, from);
        int rightEnd = digitsEnd(b, from);
        // A zero inside a number is no leading zero: the digits that both share before it count as well.
        String shared = (a[from] == '0' || b[from] == '0') && sharesSignificantDigit(a, from) ? "1" : "0";
        int byValue = number(shared, a, from, leftEnd).compareTo(number(shared, b, from, rightEnd));
        if (byValue != 0) {
            return byValue;
        }
        return leftEnd != rightEnd ? Integer.compare(leftEnd, rightEnd) : Integer.compare(a[from], b[from]);
    }

    private static boolean sharesSignificantDigit(int[] text, int before) {
        for (int i = before - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digitsEnd(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static BigInteger number(String shared, int[] text, int from, int end) {
        StringBuilder digits = new StringBuilder(shared);
        for (int i = from; i < end; i++) {
            digits.append(Character.digit(text[i], 10));
        }
        return new BigInteger(digits.toString());
    }
}
