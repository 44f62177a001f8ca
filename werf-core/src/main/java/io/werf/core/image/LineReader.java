package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a Dockerfile into instructions: parser directives, comments, continuation lines, heredocs. */
final class LineReader {

    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");
    private static final List<String> DIRECTIVES = List.of("escape", "syntax", "check");

    private final String text;
    private final String path;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> directives = new LinkedHashMap<>();
    private char escape = '\\';
    private int next;

    LineReader(String text, String path) {
        this.text = text;
        this.path = path;
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int start = 0;
        while (start < content.length()) {
            int end = content.indexOf('\n', start);
            int following = end < 0 ? content.length() : end + 1;
            lines.add(content.substring(start, following));
            start = following;
        }
    }

    /** The whole file. To be called once. */
    List<LogicalLine> read() {
        readDirectives();
        List<LogicalLine> found = new ArrayList<>();
        while (next < lines.size()) {
            int number = next + 1;
            String first = withoutEnd(lines.get(next));
            if (isBlankOrComment(first)) {
                next++;
                continue;
            }
            String joined = join();
            if (!joined.isBlank()) {
                int column = first.length() - first.stripLeading().length() + 1;
                found.add(new LogicalLine(joined.strip(), number, column, heredocs(joined.strip(), number, column)));
            }
        }
        return found;
    }

    Map<String, String> directives() {
        return directives;
    }

    char escape() {
        return escape;
    }

    private void readDirectives() {
        // Behind a line that makes the file a program, the syntax may be said, but no escape character.
        boolean program = !lines.isEmpty() && lines.get(0).startsWith("#!");
        for (String line : program ? lines.subList(1, lines.size()) : lines) {
            Matcher matcher = DIRECTIVE.matcher(withoutEnd(line).stripLeading());
            String name = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
            if (!DIRECTIVES.contains(name) || (program && name.equals("escape"))) {
                return;
            }
            next++;
            if (directives.put(name, matcher.group(2)) != null) {
                throw error(next, 1, "the parser directive \"" + name + "\" stands twice");
            }
            if (name.equals("escape")) {
                if (!matcher.group(2).equals("\\") && !matcher.group(2).equals("`")) {
                    throw error(next, 1, "the escape character must be \\ or `, not " + matcher.group(2));
                }
                escape = matcher.group(2).charAt(0);
            }
        }
    }

    /** Reads a line and those that continue it. */
    private String join() {
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        while (next < lines.size()) {
            String line = withoutEnd(lines.get(next++));
            if (!first && isBlankOrComment(line)) {
                continue;
            }
            int continued = continuation(line);
            joined.append(continued < 0 ? line : line.substring(0, continued));
            if (continued < 0) {
                break;
            }
            first = false;
        }
        return joined.toString();
    }

    /** Where the character stands that continues the line; -1 when it is not continued. */
    private int continuation(String line) {
        int last = line.length() - 1;
        while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
            last--;
        }
        boolean ends = last >= 0 && line.charAt(last) == escape;
        return ends && (last == 0 || line.charAt(last - 1) != escape) ? last : -1;
    }

    private List<String> heredocs(String instruction, int number, int column) {
        if (!instruction.contains("<<") || !mayHaveHeredocs(instruction)) {
            return List.of();
        }
        List<String> bodies = new ArrayList<>();
        for (Heredoc heredoc : Heredoc.in(instruction)) {
            StringBuilder body = new StringBuilder();
            while (true) {
                if (next == lines.size()) {
                    throw new DockerfileException(
                            "the heredoc \"" + heredoc.name() + "\" has no end",
                            Excerpts.of(text, new Location(path, number, column), "<<"));
                }
                String line = lines.get(next++);
                String end = withoutEnd(line);
                if ((heredoc.chomp() ? end.replaceFirst("^\t+", "") : end).equals(heredoc.name())) {
                    break;
                }
                body.append(line);
            }
            bodies.add(body.toString());
        }
        return bodies;
    }

    private static boolean mayHaveHeredocs(String instruction) {
        String rest = instruction;
        String word = firstWord(rest);
        if (word.equalsIgnoreCase(Keyword.ONBUILD.name())) {
            rest = rest.substring(word.length()).strip();
            word = firstWord(rest);
        }
        if (Keyword.of(word).filter(Keyword::takesHeredocs).isEmpty()) {
            return false;
        }
        do {
            rest = rest.substring(word.length()).strip();
            word = firstWord(rest);
        } while (word.startsWith("--"));
        // The exec form is passed to the program as it is.
        return !Words.isJson(rest);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private static String withoutEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isBlankOrComment(String line) {
        String content = line.stripLeading();
        return content.isEmpty() || content.startsWith("#");
    }

    private DockerfileException error(int line, int column, String message) {
        return new DockerfileException(message, Excerpt.of(text, new Location(path, line, column), 1));
    }
}
