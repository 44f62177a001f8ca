package io.werf.core.image;

import io.werf.core.error.Location;
import io.werf.core.error.Nearest;
import io.werf.core.image.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes one instruction apart and checks its form. */
final class InstructionParser {

    private static final Pattern DURATION = Pattern.compile("0|\\+?((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h))+");

    private final String text;
    private final char escape;

    /** @param text the whole file, for the excerpts of errors */
    InstructionParser(String text, char escape) {
        this.text = text;
        this.escape = escape;
    }

    Instruction parse(String line, Location location, List<String> heredocs) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String word = line.substring(0, end);
        Keyword keyword = Keyword.of(word).orElseThrow(() -> unknown(word, location));
        List<Map.Entry<String, String>> flags = new ArrayList<>();
        String arguments = takeFlags(line.substring(end), keyword, flags, location);
        Optional<List<String>> json = json(keyword, arguments, location);
        List<String> words = json.orElseGet(() -> split(keyword, arguments));
        Instruction instruction =
                new Instruction(keyword.name(), flags, words, json.isPresent(), arguments, line, location, heredocs);
        check(keyword, instruction);
        return instruction;
    }

    DockerfileException error(String message, Location location, String word) {
        return new DockerfileException(message, Excerpts.of(text, location, word));
    }

    private DockerfileException unknown(String word, Location location) {
        String nearest = Nearest.to(word.toUpperCase(Locale.ROOT), Keyword.names())
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        return error("unknown instruction \"" + word + "\"" + nearest, location, word);
    }

    /** Moves the flags at the beginning of {@code rest} into {@code flags} and returns what is behind them. */
    private String takeFlags(String rest, Keyword keyword, List<Map.Entry<String, String>> flags, Location location) {
        String left = rest.strip();
        Set<String> seen = new HashSet<>();
        while (left.startsWith("--")) {
            String written = firstWord(left);
            left = left.substring(written.length()).strip();
            if (written.equals("--")) {
                break;
            }
            String flag = unquoted(written);
            int equals = flag.indexOf('=');
            String name = flag.substring(2, equals < 0 ? flag.length() : equals);
            if (!keyword.flags().contains(name)) {
                String nearest = Nearest.to(name, keyword.flags())
                        .map(known -> "; did you mean --" + known + "?")
                        .orElse("");
                throw error(keyword + " has no flag --" + name + nearest, location, "--" + name);
            }
            if (!seen.add(name) && !keyword.mayRepeat(name)) {
                throw error("the flag --" + name + " stands twice", location, "--" + name);
            }
            String value = equals < 0 ? "" : flag.substring(equals + 1);
            if (keyword.isSwitch(name)) {
                value = equals < 0 ? "true" : value.toLowerCase(Locale.ROOT);
                if (!value.equals("true") && !value.equals("false")) {
                    throw error("--" + name + " is true or false, not \"" + value + "\"", location, "--" + name);
                }
            } else if (equals < 0) {
                throw error("the flag --" + name + " has no value", location, "--" + name);
            }
            flags.add(Map.entry(name, value));
        }
        return left;
    }

    /** The first word as it stands, with quotes and escapes. */
    private String firstWord(String text) {
        char quote = '\0';
        int i = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == '\0' && Character.isWhitespace(c)) {
                break;
            }
            if (c == escape) {
                i++;
            } else if (quote == '\0' && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = '\0';
            }
        }
        return text.substring(0, Math.min(i, text.length()));
    }

    private String unquoted(String word) {
        StringBuilder out = new StringBuilder();
        char quote = '\0';
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == escape) {
                if (++i < word.length()) {
                    out.append(word.charAt(i));
                }
            } else if (quote == '\0' && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = '\0';
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private Optional<List<String>> json(Keyword keyword, String arguments, Location location) {
        String command = keyword == Keyword.HEALTHCHECK ? behindCmd(arguments) : arguments;
        boolean allowed = keyword.form() == Keyword.Form.COMMAND
                || keyword.form() == Keyword.Form.BLANKS_OR_JSON
                || keyword == Keyword.HEALTHCHECK;
        try {
            Optional<List<String>> words = allowed ? Words.json(command) : Optional.empty();
            return keyword == Keyword.HEALTHCHECK ? words.map(InstructionParser::withCmd) : words;
        } catch (IllegalArgumentException e) {
            throw error(String.valueOf(e.getMessage()), location, "[");
        }
    }

    private static List<String> withCmd(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(0, "CMD");
        return all;
    }

    /** What stands behind {@code CMD} of a HEALTHCHECK. */
    static String behindCmd(String arguments) {
        String[] parts = arguments.split("\\s+", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase("CMD") ? parts[1].strip() : "";
    }

    private List<String> split(Keyword keyword, String arguments) {
        return switch (keyword.form()) {
            case QUOTED, COMMAND -> Words.quoted(arguments, escape);
            case BLANKS, BLANKS_OR_JSON -> Words.plain(arguments);
            case TEXT -> arguments.isEmpty() ? List.of() : List.of(arguments);
        };
    }

    private void check(Keyword keyword, Instruction instruction) {
        if (instruction.arguments().isEmpty() && keyword.form() != Keyword.Form.COMMAND) {
            throw error(keyword + " has no arguments", instruction.location(), instruction.keyword());
        }
        switch (keyword) {
            case ADD, COPY -> checkCopy(instruction);
            case FROM -> checkFrom(instruction);
            case ENV, LABEL -> checkPairs(instruction);
            case ARG -> instruction.words().forEach(word -> checkName(instruction, word));
            case SHELL -> {
                if (!instruction.json() || instruction.words().isEmpty()) {
                    throw error(instruction, "SHELL takes a JSON array of strings", instruction.arguments());
                }
            }
            case HEALTHCHECK -> checkHealthcheck(instruction);
            case VOLUME -> {
                if (instruction.words().stream().anyMatch(String::isBlank)) {
                    throw error(instruction, "VOLUME has an empty path", instruction.arguments());
                }
            }
            case ONBUILD -> checkTrigger(instruction);
            default -> {}
        }
    }

    private DockerfileException error(Instruction instruction, String message, String word) {
        return error(message, instruction.location(), word);
    }

    private void checkCopy(Instruction copy) {
        if (copy.words().size() < 2) {
            throw error(copy, copy.keyword() + " needs a source and a destination", copy.arguments());
        }
        String destination = copy.words().get(copy.words().size() - 1);
        if (!copy.heredocs().isEmpty() && Heredoc.of(destination).isPresent()) {
            throw error(copy, copy.keyword() + " cannot have a heredoc as its destination", destination);
        }
    }

    private void checkFrom(Instruction from) {
        List<String> words = from.words();
        if (words.size() != 1 && (words.size() != 3 || !words.get(1).equalsIgnoreCase("AS"))) {
            throw error(from, "FROM takes an image, or an image AS a name", from.arguments());
        }
    }

    private void checkPairs(Instruction instruction) {
        String first = instruction.words().get(0);
        if (!first.contains("=")) {
            if (instruction.words().size() < 2) {
                throw error(instruction, instruction.keyword() + " " + first + " has no value", first);
            }
            return;
        }
        for (String word : instruction.words()) {
            if (!word.contains("=")) {
                throw error(instruction, "\"" + word + "\" has no =; the form is name=value", word);
            }
            checkName(instruction, word);
        }
    }

    private void checkName(Instruction instruction, String word) {
        if (word.startsWith("=")) {
            throw error(instruction, instruction.keyword() + " has an empty name", word);
        }
    }

    private void checkHealthcheck(Instruction check) {
        String type = check.words().get(0).toUpperCase(Locale.ROOT);
        if (!type.equals("CMD") && !type.equals("NONE")) {
            throw error(
                    check,
                    "HEALTHCHECK takes CMD or NONE, not \"" + type + "\"",
                    check.words().get(0));
        }
        if (type.equals("NONE") != (check.words().size() == 1)) {
            String what =
                    type.equals("NONE") ? "HEALTHCHECK NONE takes no arguments" : "HEALTHCHECK CMD has no command";
            throw error(check, what, check.words().get(0));
        }
        for (Map.Entry<String, String> flag : check.flags()) {
            boolean valid = flag.getKey().equals("retries")
                    ? flag.getValue().matches("\\d{0,9}")
                    : flag.getValue().isEmpty()
                            || DURATION.matcher(flag.getValue()).matches();
            if (!valid) {
                String kind = flag.getKey().equals("retries") ? "a number" : "a duration such as 30s";
                throw error(check, "--" + flag.getKey() + " is not " + kind, "--" + flag.getKey());
            }
        }
    }

    private void checkTrigger(Instruction onBuild) {
        Instruction trigger = parse(onBuild.arguments(), onBuild.location(), onBuild.heredocs());
        if (Set.of("ONBUILD", "FROM", "MAINTAINER").contains(trigger.keyword())) {
            throw error(onBuild, trigger.keyword() + " cannot be in ONBUILD", onBuild.arguments());
        }
    }
}
