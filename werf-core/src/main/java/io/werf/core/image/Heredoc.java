package io.werf.core.image;

import java.util.ArrayList;
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

    private static final Pattern FORM = Pattern.compile("\\d*<<(-?)\\s*([^<]+)");
    private static final Pattern LEADING_TABS = Pattern.compile("^\t+", Pattern.MULTILINE);

    /** The heredoc that a word announces, if it does. */
    static Optional<Heredoc> of(String word) {
        Matcher matcher = FORM.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String written = matcher.group(2);
        String name = written.replaceAll("['\"\\\\]", "");
        if (name.isBlank() || (!name.equals(written) && !isQuoted(written)) || name.contains("$")) {
            return Optional.empty();
        }
        return Optional.of(
                new Heredoc(name, name.equals(written), matcher.group(1).equals("-")));
    }

    private static boolean isQuoted(String word) {
        return word.startsWith("'") || word.startsWith("\"") || word.startsWith("\\");
    }

    /** The heredocs that an instruction announces, in order; blanks may stand behind {@code <<}. */
    static List<Heredoc> in(String arguments, char escape) {
        List<Heredoc> found = new ArrayList<>();
        String pending = "";
        for (String word : Words.quoted(arguments, escape)) {
            if (word.matches("\\d*<<-?") && pending.isEmpty()) {
                pending = word;
                continue;
            }
            of(pending + word).ifPresent(found::add);
            pending = "";
        }
        return found;
    }

    /** The body as a file gets it. */
    String content(String body) {
        return chomp ? LEADING_TABS.matcher(body).replaceAll("") : body;
    }
}
