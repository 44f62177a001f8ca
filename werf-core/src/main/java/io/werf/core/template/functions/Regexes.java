package io.werf.core.template.functions;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the functions of regular expressions do. */
final class Regexes {

    private Regexes() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "regexMatch" -> matchesLeniently(a.string(0), a.string(1));
            case "mustRegexMatch" -> compile(a.string(0)).matcher(a.string(1)).find();
            case "regexFind" -> panicking(a, Regexes::find);
            case "mustRegexFind" -> find(a);
            case "regexFindAll" -> panicking(a, Regexes::findAll);
            case "mustRegexFindAll" -> findAll(a);
            case "regexReplaceAll" -> panicking(a, b -> replace(b, true));
            case "mustRegexReplaceAll" -> replace(a, true);
            case "regexReplaceAllLiteral" -> panicking(a, b -> replace(b, false));
            case "mustRegexReplaceAllLiteral" -> replace(a, false);
            case "regexSplit" -> panicking(a, Regexes::split);
            case "mustRegexSplit" -> split(a);
            case "regexQuoteMeta" -> a.string(0).replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
            default -> throw new IllegalStateException(a.name());
        };
    }

    /** Functions without {@code must} fail as well, in other words. */
    private static Object panicking(Arguments arguments, Function<Arguments, Object> body) {
        try {
            RegexSize.check(arguments.string(0));
            Pattern.compile(arguments.string(0));
        } catch (PatternSyntaxException e) {
            throw FunctionException.ofArgument(
                    0, "regexp: Compile(`" + arguments.string(0) + "`): error parsing regexp: " + reason(e));
        }
        return body.apply(arguments);
    }

    private static String reason(PatternSyntaxException e) {
        return e.getDescription() + ": `" + e.getPattern() + "`";
    }

    private static Pattern compile(String regex) {
        try {
            RegexSize.check(regex);
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw FunctionException.ofArgument(0, "error parsing regexp: " + reason(e));
        }
    }

    /** The one without {@code must} takes a malformed expression for one that nothing matches. */
    private static boolean matchesLeniently(String regex, String text) {
        try {
            RegexSize.check(regex);
            return Pattern.compile(regex).matcher(text).find();
        } catch (PatternSyntaxException matchesNothing) {
            return false;
        }
    }

    private static String find(Arguments arguments) {
        Matcher matcher = compile(arguments.string(0)).matcher(arguments.string(1));
        return matcher.find() ? matcher.group() : "";
    }

    private static List<Object> findAll(Arguments arguments) {
        Matcher matcher = compile(arguments.string(0)).matcher(arguments.string(1));
        int most = arguments.length(2);
        List<String> found = new ArrayList<>();
        int last = -1;
        while ((most < 0 || found.size() < most) && matcher.find()) {
            // An empty match right behind another match is none.
            if (matcher.end() > matcher.start() || matcher.start() != last) {
                Limits.requireList(found.size());
                found.add(matcher.group());
            }
            last = matcher.end();
        }
        return new StringList(found);
    }

    private static List<Object> split(Arguments arguments) {
        Pattern pattern = compile(arguments.string(0));
        String text = arguments.string(1);
        int most = arguments.length(2);
        List<String> parts = new ArrayList<>();
        if (most == 0) {
            return new StringList(parts);
        }
        if (!arguments.string(0).isEmpty() && text.isEmpty()) {
            return new StringList(List.of(""));
        }
        Matcher matcher = pattern.matcher(text);
        int begin = 0;
        int end = 0;
        int last = -1;
        while (matcher.find()) {
            if (matcher.end() == matcher.start() && matcher.start() == last) {
                continue; // an empty match right behind another match is none
            }
            last = matcher.end();
            Limits.requireList(parts.size());
            if (most > 0 && parts.size() == most - 1) {
                break;
            }
            end = matcher.start();
            if (matcher.end() != 0) {
                parts.add(text.substring(begin, end));
            }
            begin = matcher.end();
        }
        if (end != text.length()) {
            parts.add(text.substring(begin));
        }
        return new StringList(parts);
    }

    private static String replace(Arguments arguments, boolean expand) {
        String text = arguments.string(1);
        String replacement = arguments.string(2);
        Matcher matcher = compile(arguments.string(0)).matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        int last = -1;
        while (matcher.find()) {
            if (matcher.end() == matcher.start() && matcher.start() == last) {
                continue;
            }
            last = matcher.end();
            out.append(text, from, matcher.start());
            if (expand) {
                RegexTemplate.expand(replacement, matcher, out);
            } else {
                out.append(replacement);
            }
            from = matcher.end();
            Limits.requireText(out.length());
        }
        return out.append(text, from, text.length()).toString();
    }
}
