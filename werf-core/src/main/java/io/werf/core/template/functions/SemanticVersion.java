package io.werf.core.template.functions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version by semver.org; missing parts count as 0, and a {@code v} may stand before it. */
record SemanticVersion(long major, long minor, long patch, String prerelease, String metadata)
        implements Comparable<SemanticVersion> {

    private static final String NUMBER = "([0-9]{1,18})";
    private static final String WORDS = "([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)";
    private static final Pattern VERSION = Pattern.compile(
            "v?" + NUMBER + "(?:\\." + NUMBER + ")?(?:\\." + NUMBER + ")?(?:-" + WORDS + ")?(?:\\+" + WORDS + ")?");

    static SemanticVersion parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw FunctionException.of("invalid semantic version");
        }
        for (String word : text(matcher.group(4)).split("\\.")) {
            if (word.matches("0[0-9]+")) {
                throw FunctionException.of("version segment starts with 0");
            }
        }
        return new SemanticVersion(
                number(matcher.group(1)),
                number(matcher.group(2)),
                number(matcher.group(3)),
                text(matcher.group(4)),
                text(matcher.group(5)));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    /** The release behind a pre-release, or else the next patch. */
    SemanticVersion nextPatch() {
        return new SemanticVersion(major, minor, isPrerelease() ? patch : patch + 1, "", "");
    }

    SemanticVersion withPrerelease(String words) {
        if (!words.isEmpty() && !words.matches(WORDS)) {
            throw FunctionException.of("invalid prerelease string");
        }
        return new SemanticVersion(major, minor, patch, words, metadata);
    }

    SemanticVersion withMetadata(String words) {
        if (!words.isEmpty() && !words.matches(WORDS)) {
            throw FunctionException.of("invalid metadata string");
        }
        return new SemanticVersion(major, minor, patch, prerelease, words);
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = Long.compare(major, other.major);
        order = order == 0 ? Long.compare(minor, other.minor) : order;
        order = order == 0 ? Long.compare(patch, other.patch) : order;
        return order == 0 ? comparePrerelease(other) : order;
    }

    private int comparePrerelease(SemanticVersion other) {
        if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
            return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
        }
        String[] left = prerelease.split("\\.");
        String[] right = other.prerelease.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareWord(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Numbers compare as numbers, and come before words. */
    private static int compareWord(String left, String right) {
        boolean leftNumber = left.matches("[0-9]{1,18}");
        boolean rightNumber = right.matches("[0-9]{1,18}");
        if (leftNumber && rightNumber) {
            return Long.compare(Long.parseLong(left), Long.parseLong(right));
        }
        return leftNumber == rightNumber ? Integer.signum(left.compareTo(right)) : leftNumber ? -1 : 1;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (prerelease.isEmpty() ? "" : "-" + prerelease)
                + (metadata.isEmpty() ? "" : "+" + metadata);
    }
}
