package io.werf.core.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The announcement {@code <<NAME} of lines that belong to an instruction.
 *
 * @param name the line that ends them
 * @param expand whether variables count in them: the name is not quoted
 * @param chomp whether leading tabs are taken away: {@code <<-NAME}
 */
record Heredoc(String name, boolean expand, boolean chomp) {

    private static final Pattern FORM = Pattern.compile("\\d*<<(-?)\\s*([^<]+)", Pattern.DOTALL);
    private static final Pattern LEADING_TABS = Pattern.compile("^\t+", Pattern.MULTILINE);

    /** The heredoc that a word announces, if it does. */
    static Optional<Heredoc> of(String word) {
        Matcher matcher = FORM.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String written = matcher.group(2);
        List<String> names;
        try {
            names = ShellLexer.nameWords(written);
        } catch (SubstitutionException e) {
            return Optional.empty();
        }
        if (names.size() != 1) {
            return Optional.empty();
        }
        String name = names.get(0);
        return Optional.of(new Heredoc(
                name, quotes(name) == quotes(written), matcher.group(1).equals("-")));
    }

    private static long quotes(String text) {
        return text.chars().filter(c -> c == '\'' || c == '"').count();
    }

    /** The heredocs that an instruction announces, in order. A line that no shell could read announces none. */
    static List<Heredoc> in(String instruction) {
        try {
            return ShellLexer.writtenWords(instruction).stream()
                    .flatMap(word -> of(word).stream())
                    .toList();
        } catch (SubstitutionException e) {
            return List.of();
        }
    }

    /** The body as a file gets it. */
    String content(String body) {
        return chomp ? LEADING_TABS.matcher(body).replaceAll("") : body;
    }
}
