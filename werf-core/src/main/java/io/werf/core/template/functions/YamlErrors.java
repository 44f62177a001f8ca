package io.werf.core.template.functions;

import io.werf.core.data.YamlException;
import io.werf.core.error.Location;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words the errors of YAML as Go does, because {@code fromYaml} gives them to the template. */
final class YamlErrors {

    static final String PREFIX = "error converting YAML to JSON: ";

    /** Which part of Go's reader finds a mistake: each counts the lines in its own way. */
    private enum Finder {
        SCANNER,
        PARSER,
        /** Names no line. */
        COMPOSER
    }

    /**
     * An error.
     *
     * @param ours what our reader says
     * @param go what Go's says, which may repeat a part of ours
     */
    private record Wording(Finder finder, Pattern ours, String go) {
        Wording(Finder finder, String ours, String go) {
            this(finder, Pattern.compile(ours), go);
        }
    }

    private static final List<Wording> WORDINGS = List.of(
            new Wording(
                    Finder.SCANNER,
                    "mapping values are not allowed here",
                    "yaml: mapping values are not allowed in this context"),
            new Wording(
                    Finder.SCANNER, "that cannot start any token", "yaml: found character that cannot start any token"),
            new Wording(Finder.SCANNER, "found unexpected end of stream", "yaml: found unexpected end of stream"),
            new Wording(Finder.SCANNER, "found unknown escape character", "yaml: found unknown escape character"),
            new Wording(Finder.SCANNER, "could not find expected ':'", "yaml: could not find expected ':'"),
            new Wording(
                    Finder.SCANNER,
                    "scanning an (anchor|alias)",
                    "yaml: did not find expected alphabetic or numeric character"),
            new Wording(Finder.SCANNER, "scanning a tag", "yaml: did not find the expected '>'"),
            new Wording(Finder.PARSER, "expected the node content", "yaml: did not find expected node content"),
            new Wording(Finder.PARSER, "expected ',' or '}'", "yaml: did not find expected ',' or '}'"),
            new Wording(Finder.PARSER, "expected ',' or ']'", "yaml: did not find expected ',' or ']'"),
            new Wording(
                    Finder.PARSER,
                    "expected <block end>(?s:.*)parsing a block mapping",
                    "yaml: did not find expected key"),
            new Wording(Finder.PARSER, "expected <block end>", "yaml: did not find expected '-' indicator"),
            new Wording(Finder.COMPOSER, "found undefined alias (\\S+)", "yaml: unknown anchor '$1' referenced"),
            new Wording(Finder.COMPOSER, "Version\\{", "yaml: found incompatible YAML document"),
            new Wording(Finder.COMPOSER, "null cannot be a key", "unsupported map key of type: %!s(<nil>), key: <nil>"),
            new Wording(Finder.COMPOSER, "JSON has no number like \\.n", "json: unsupported value: NaN"),
            new Wording(Finder.COMPOSER, "JSON has no number like -", "json: unsupported value: -Inf"),
            new Wording(Finder.COMPOSER, "JSON has no number like", "json: unsupported value: +Inf"));

    private YamlErrors() {}

    static String inGo(YamlException e, String text) {
        String ours = String.valueOf(e.getMessage());
        for (Wording wording : WORDINGS) {
            Matcher matcher = wording.ours().matcher(ours);
            if (matcher.find()) {
                String go = wording.go().replace("$1", matcher.groupCount() > 0 ? matcher.group(1) : "");
                return PREFIX + go.replaceFirst("^yaml: ", "yaml: " + line(wording, e, text));
            }
        }
        return PREFIX + "yaml: " + ours;
    }

    private static String line(Wording wording, YamlException e, String text) {
        Location at = e.excerpt().orElseThrow().location();
        int before = at.line() - 1 + (isAtEnd(wording, at, text) ? 1 : 0);
        return before == 0 || wording.finder() == Finder.COMPOSER
                ? ""
                : "line " + (wording.finder() == Finder.SCANNER ? before + 1 : before) + ": ";
    }

    /** The end of the text is in a line of its own, except for what is looked for in the middle of a token. */
    private static boolean isAtEnd(Wording wording, Location at, String text) {
        int lastLine = text.substring(text.lastIndexOf('\n') + 1).length();
        boolean end = text.lines().count() == at.line() && lastLine > 0 && at.column() > lastLine;
        return end && (wording.finder() == Finder.PARSER || wording.go().contains("expected ':'"));
    }
}
