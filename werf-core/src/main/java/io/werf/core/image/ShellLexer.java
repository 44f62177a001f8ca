package io.werf.core.image;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands variables and takes quotes and escapes away, as Docker does it to the words of an instruction: {@code $X},
 * {@code ${X}}, {@code ${X:-w}}, {@code :+}, {@code :?}, each without the colon too, {@code #}, {@code ##}, {@code %},
 * {@code %%}, {@code /} and {@code //}. Single quotes keep what is in them.
 */
final class ShellLexer {

    private static final int DEEPEST = 100;

    private final String text;
    private final char escape;
    private final Variables variables;
    private final Mode mode;
    private int at;
    private int depth;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();

    /** What of a text is special, and what becomes of it. */
    private enum Mode {
        /** Variables are expanded, quotes and escapes go. */
        WORD,
        /** Variables are expanded, quotes are ordinary characters. */
        BODY,
        /** Quotes and escapes go, variables stay as written. */
        NAME,
        /** Everything stays as written; only blanks outside of quotes count. */
        RAW;

        boolean expands() {
            return this == WORD || this == BODY;
        }
    }

    private ShellLexer(String text, char escape, Variables variables, Mode mode) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
        this.mode = mode;
    }

    /** The text expanded as one word; blanks in it stay. */
    static String expand(String text, char escape, Variables variables) throws SubstitutionException {
        return new ShellLexer(text, escape, variables, Mode.WORD).until('\0', false, false);
    }

    /** The text expanded and split at blanks; the blanks in a variable's value split too, unless it is quoted. */
    static List<String> words(String text, char escape, Variables variables) throws SubstitutionException {
        return new ShellLexer(text, escape, variables, Mode.WORD).split();
    }

    /**
     * The text split at blanks that are not quoted, each word as written. Blanks between {@code <<} and the name of a heredoc
     * do not split.
     */
    static List<String> writtenWords(String text) throws SubstitutionException {
        return new ShellLexer(text, '\\', new Variables(), Mode.RAW).split();
    }

    /** The name of a heredoc split at blanks: without quotes and escapes, {@code $} as written. */
    static List<String> nameWords(String text) throws SubstitutionException {
        return new ShellLexer(text, '\\', new Variables(), Mode.NAME).split();
    }

    private List<String> split() throws SubstitutionException {
        until('\0', mode == Mode.RAW, true);
        endWord();
        return words;
    }

    /** The body of a heredoc: quotes are ordinary characters in it. */
    static String expandBody(String text, Variables variables) throws SubstitutionException {
        return new ShellLexer(text, '\\', variables, Mode.BODY).until('\0', false, false);
    }

    private String until(char stop, boolean rawEscapes, boolean split) throws SubstitutionException {
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (stop != '\0' && c == stop) {
                at++;
                return out.toString();
            }
            if (c == '$') {
                int start = at;
                String value = dollar();
                if (!mode.expands()) {
                    value = text.substring(start, at);
                }
                out.append(value);
                if (split) {
                    value.chars().forEach(v -> splitAt((char) v));
                }
            } else if (mode != Mode.BODY && (c == '\'' || c == '"')) {
                int start = at;
                String value = c == '\'' ? singleQuoted() : doubleQuoted(rawEscapes);
                if (mode == Mode.RAW) {
                    value = text.substring(start, at);
                }
                out.append(value);
                word.append(value);
            } else if (c == escape) {
                at++;
                StringBuilder escaped = new StringBuilder(rawEscapes ? String.valueOf(c) : "");
                if (at < text.length()) {
                    escaped.append(text.charAt(at++));
                }
                out.append(escaped);
                word.append(escaped);
            } else if (mode == Mode.RAW && text.startsWith("<<", at)) {
                int start = at;
                at += 2;
                while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                word.append(text, start, at);
            } else {
                at++;
                out.append(c);
                splitAt(c);
            }
        }
        if (stop != '\0') {
            throw new SubstitutionException("\"" + stop + "\" is missing in a ${…}");
        }
        return out.toString();
    }

    private void splitAt(char c) {
        if (Character.isWhitespace(c)) {
            endWord();
        } else {
            word.append(c);
        }
    }

    private void endWord() {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private String singleQuoted() throws SubstitutionException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new SubstitutionException("a single quote is not closed");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private String doubleQuoted(boolean rawEscapes) throws SubstitutionException {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c == '$') {
                int start = at;
                String value = dollar();
                out.append(mode.expands() ? value : text.substring(start, at));
            } else if (c == escape && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                boolean special = next == '"' || next == '$' || next == escape;
                if (!special || rawEscapes) {
                    out.append(c);
                }
                at++;
                if (special) {
                    out.append(next);
                    at++;
                }
            } else {
                at++;
                if (c != escape) {
                    out.append(c);
                }
            }
        }
        throw new SubstitutionException("a double quote is not closed");
    }

    private String dollar() throws SubstitutionException {
        at++;
        if (at >= text.length() || text.charAt(at) != '{') {
            String name = name();
            return name.isEmpty() ? "$" : variables.value(name).orElse("");
        }
        at++;
        if (at >= text.length()) {
            throw new SubstitutionException("\"}\" is missing behind ${");
        }
        if ("{}:".indexOf(text.charAt(at)) >= 0) {
            throw new SubstitutionException("bad substitution: no name behind ${");
        }
        if (++depth > DEEPEST) {
            throw new SubstitutionException("more than " + DEEPEST + " nested ${…}");
        }
        String value = braced(name());
        depth--;
        return value;
    }

    private String braced(String name) throws SubstitutionException {
        if (at >= text.length()) {
            throw new SubstitutionException("\"}\" is missing in ${" + name);
        }
        char operator = text.charAt(at++);
        boolean colon = operator == ':';
        if (colon && at < text.length()) {
            operator = text.charAt(at++);
        }
        String value = variables.value(name).orElse("");
        boolean set = variables.value(name).isPresent() && !(colon && value.isEmpty());
        boolean trims = operator == '#' || operator == '%' || operator == '/';
        if (operator == '}' && !colon) {
            return value;
        }
        if ((colon && trims) || "-+?#%/".indexOf(operator) < 0) {
            throw new SubstitutionException(
                    "unsupported modifier " + (colon ? ":" : "") + operator + " in ${" + name + "…}");
        }
        if (operator == '/') {
            return replaced(value);
        }
        String argument = nested('}', trims);
        return switch (operator) {
            case '-' -> set ? value : argument;
            case '+' -> set ? argument : "";
            case '?' -> {
                if (!set && mode.expands()) {
                    throw new SubstitutionException(name + ": " + (argument.isEmpty() ? "is not set" : argument));
                }
                yield value;
            }
            default -> trimmed(value, operator, argument);
        };
    }

    /** An argument inside of {@code ${…}}; it does not take part in splitting, its value does. */
    private String nested(char stop, boolean rawEscapes) throws SubstitutionException {
        String kept = word.toString();
        int known = words.size();
        String value = until(stop, rawEscapes, false);
        word.setLength(0);
        word.append(kept);
        words.subList(known, words.size()).clear();
        return value;
    }

    private static String trimmed(String value, char operator, String argument) throws SubstitutionException {
        boolean longest = argument.indexOf(operator) == 0;
        Pattern pattern = pattern(longest ? argument.substring(1) : argument, longest);
        Matcher matcher = pattern.matcher(value);
        if (operator == '#') {
            return matcher.lookingAt() ? value.substring(matcher.end()) : value;
        }
        for (int i = 0; i <= value.length(); i++) {
            int start = longest ? i : value.length() - i;
            if (matcher.region(start, value.length()).matches()) {
                return value.substring(0, start);
            }
        }
        return value;
    }

    private String replaced(String value) throws SubstitutionException {
        boolean all = at < text.length() && text.charAt(at) == '/';
        if (all) {
            at++;
        }
        Matcher matcher = pattern(nested('/', true), true).matcher(value);
        String replacement = Matcher.quoteReplacement(nested('}', true));
        return all ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
    }

    private static Pattern pattern(String glob, boolean greedy) throws SubstitutionException {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                regex.append(greedy ? ".*" : ".*?");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '\\') {
                if (++i == glob.length() || "*?\\}/".indexOf(glob.charAt(i)) < 0) {
                    throw new SubstitutionException("invalid escape in the pattern \"" + glob + "\"");
                }
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private String name() {
        int start = at;
        if (at < text.length()) {
            char first = text.charAt(at);
            if (Character.isDigit(first)) {
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
                return text.substring(start, at);
            }
            if ("@*#?-$!".indexOf(first) >= 0) {
                at++;
                return String.valueOf(first);
            }
        }
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }
}
