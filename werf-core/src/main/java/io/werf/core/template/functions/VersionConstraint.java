package io.werf.core.template.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on versions in the grammar that Helm charts use ({@code kubeVersion}, {@code semverCompare}): comparisons joined
 * by comma or blank, alternatives by {@code ||}, {@code 1.2.x}, {@code ~1.2}, {@code ^1.2}, {@code 1.2 - 1.4}. A pre-release
 * is allowed only by an alternative one of whose comparisons names one, as in {@code >=1.19-0 <1.99}.
 */
record VersionConstraint(List<List<Term>> alternatives) {

    private static final String PART = "[0-9xX*]{1,18}";
    private static final String VERSION = "v?(?:" + PART + ")(?:\\." + PART + ")?(?:\\." + PART + ")?"
            + "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";
    private static final Pattern TERM =
            Pattern.compile("\\s*(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^)?\\s*(" + VERSION + ")\\s*,?");
    private static final Pattern RANGE = Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
    private static final int LONGEST = 1000;

    static VersionConstraint parse(String text) {
        if (text.length() > LONGEST) {
            throw FunctionException.ofArgument(0, "improper constraint: longer than " + LONGEST + " characters");
        }
        List<List<Term>> alternatives = new ArrayList<>();
        for (String alternative : RANGE.matcher(text).replaceAll(" >=$1, <=$2 ").split("\\|\\|", -1)) {
            alternatives.add(terms(alternative));
        }
        return new VersionConstraint(List.copyOf(alternatives));
    }

    private static List<Term> terms(String alternative) {
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(alternative);
        int at = 0;
        while (at < alternative.length() && !alternative.substring(at).isBlank()) {
            if (!matcher.region(at, alternative.length()).lookingAt()) {
                throw FunctionException.ofArgument(0, "improper constraint: " + GoFormat.quote(alternative));
            }
            terms.add(term(matcher.group(1) == null ? "" : matcher.group(1), matcher.group(2)));
            at = matcher.end();
        }
        if (terms.isEmpty()) {
            throw FunctionException.ofArgument(0, "improper constraint: " + GoFormat.quote(alternative));
        }
        return List.copyOf(terms);
    }

    private static Term term(String operator, String version) {
        try {
            return Term.of(operator, version);
        } catch (FunctionException e) {
            throw FunctionException.ofArgument(0, "constraint parser error");
        }
    }

    boolean allows(SemanticVersion version) {
        return alternatives.stream().anyMatch(terms -> allows(terms, version));
    }

    private static boolean allows(List<Term> terms, SemanticVersion version) {
        boolean prereleases = terms.stream().anyMatch(term -> term.bound().isPrerelease());
        return (prereleases || !version.isPrerelease()) && terms.stream().allMatch(term -> term.allows(version));
    }

    /**
     * One comparison.
     *
     * @param open how many parts of the version are left open: 3 for {@code *}, 2 for {@code 1.x}, 1 for {@code 1.2}
     */
    record Term(String operator, SemanticVersion bound, int open) {

        static Term of(String operator, String text) {
            Matcher parts = Pattern.compile("v?(" + PART + ")(?:\\.(" + PART + "))?(?:\\.(" + PART + "))?(.*)")
                    .matcher(text);
            if (!parts.matches()) {
                throw FunctionException.ofArgument(0, "improper constraint: " + text);
            }
            String rest = parts.group(4);
            if (isOpen(parts.group(1))) {
                return new Term(operator, SemanticVersion.parse("0.0.0" + rest), 3);
            }
            if (isOpen(parts.group(2))) {
                return new Term(operator, SemanticVersion.parse(parts.group(1) + ".0.0" + rest), 2);
            }
            if (isOpen(parts.group(3))) {
                return new Term(
                        operator, SemanticVersion.parse(parts.group(1) + "." + parts.group(2) + ".0" + rest), 1);
            }
            return new Term(operator, SemanticVersion.parse(text), 0);
        }

        private static boolean isOpen(@org.jspecify.annotations.Nullable String part) {
            return part == null || part.equals("x") || part.equals("X") || part.equals("*");
        }

        boolean allows(SemanticVersion version) {
            int order = version.compareTo(bound);
            return switch (operator) {
                case "", "=" -> open > 0 ? isAlike(version) : order == 0;
                case "!=" -> isDifferent(version);
                case ">" -> isGreater(version);
                case "<" -> order < 0;
                case ">=", "=>" -> order >= 0;
                case "<=", "=<" -> open == 0 ? order <= 0 : isLessOrAlike(version);
                case "^" -> isCompatible(version);
                default -> isAlike(version);
            };
        }

        /** {@code ~}: the same major and minor version, as far as they are given, and not older. */
        private boolean isAlike(SemanticVersion version) {
            if (version.compareTo(bound) < 0) {
                return false;
            }
            if (open == 3 || (open == 0 && bound.toString().equals("0.0.0"))) {
                return true;
            }
            return version.major() == bound.major() && (open == 2 || version.minor() == bound.minor());
        }

        private boolean isDifferent(SemanticVersion version) {
            if (open == 0) {
                return version.compareTo(bound) != 0;
            }
            if (version.major() != bound.major()) {
                return true;
            }
            return open == 1
                    && (version.minor() != bound.minor()
                            || !version.prerelease().equals(bound.prerelease()));
        }

        private boolean isGreater(SemanticVersion version) {
            if (open == 0 || version.major() != bound.major()) {
                return version.compareTo(bound) > 0;
            }
            return open == 1 && version.minor() > bound.minor();
        }

        private boolean isLessOrAlike(SemanticVersion version) {
            if (version.major() > bound.major()) {
                return false;
            }
            return version.major() != bound.major() || open >= 2 || version.minor() <= bound.minor();
        }

        /** {@code ^}: the leftmost part that is not 0 is the same. */
        private boolean isCompatible(SemanticVersion version) {
            if (version.compareTo(bound) < 0) {
                return false;
            }
            if (bound.major() > 0 || open >= 2) {
                return open == 3 || version.major() == bound.major();
            }
            if (version.major() > 0) {
                return false;
            }
            if (bound.minor() > 0 || open == 1) {
                return version.minor() == bound.minor();
            }
            return version.minor() == 0 && version.patch() == bound.patch();
        }
    }
}
