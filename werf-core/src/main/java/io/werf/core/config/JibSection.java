package io.werf.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads {@code jib}. What is read here can be written into a Dockerfile line by line. */
final class JibSection {

    /** What only a Dockerfile's build has. */
    static final String[] DOCKERFILE_KEYS = {
        "dockerfile",
        "context",
        "contextAddFile",
        "contextAddFiles",
        "target",
        "args",
        "addHost",
        "network",
        "ssh",
        "secrets",
        "dependencies"
    };

    private static final String APP_ROOT = "/app";
    private static final Pattern ROOT = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+");
    private static final Pattern CLASS = Pattern.compile(
            "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]*");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}(-[0-9]{1,5})?(/(tcp|udp|sctp))?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./:@-]*");

    private JibSection() {}

    static JibConfig read(MapReader section) {
        String module = section.string("module").orElse("");
        return new JibConfig(
                ProjectPath.normalized(module)
                        .orElseThrow(() -> section.error(
                                "module",
                                "\"module\" must be a directory inside the project, found \"" + module + "\"")),
                checked(section, "from", section.string("from"), IMAGE, "the name of an image"),
                checked(section, "mainClass", section.string("mainClass"), CLASS, "the full name of a class"),
                lines(section, "jvmFlags", section.scalarTextList("jvmFlags")),
                lines(section, "args", section.scalarTextList("args")),
                matching(section, "ports", section.scalarTextList("ports"), PORT, "a port such as 8080 or 53/udp"),
                checked(section, "user", section.scalarText("user"), USER, "a user such as 1000 or app:app"),
                pairs(section, "env", NAME),
                pairs(section, "labels", LABEL),
                section.list("entrypoint").map(words -> lines(section, "entrypoint", words)),
                checked(section, "appRoot", section.string("appRoot"), ROOT, "an absolute directory such as /app")
                        .orElse(APP_ROOT));
    }

    private static Optional<String> checked(
            MapReader section, String key, Optional<String> value, Pattern form, String meaning) {
        matching(section, key, value.stream().toList(), form, meaning);
        return value;
    }

    private static List<String> matching(
            MapReader section, String key, List<String> values, Pattern form, String meaning) {
        return all(section, key, values, value -> form.matcher(value).matches(), "must be " + meaning);
    }

    private static List<String> lines(MapReader section, String key, List<String> values) {
        return all(section, key, values, JibSection::isLine, "must have no line breaks");
    }

    private static Map<String, String> pairs(MapReader section, String key, Pattern form) {
        Map<String, String> pairs = section.scalarTexts(key);
        matching(section, key, List.copyOf(pairs.keySet()), form, "a name");
        lines(section, key, List.copyOf(pairs.values()));
        return pairs;
    }

    private static List<String> all(
            MapReader section, String key, List<String> values, Predicate<String> good, String problem) {
        for (String value : values) {
            if (!good.test(value)) {
                throw section.error(key, "\"" + key + "\" " + problem + ", found \"" + value + "\"");
            }
        }
        return values;
    }

    private static boolean isLine(String value) {
        return value.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
    }
}
