package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Paths with {@code /}; those of the operating system are the same, so that a chart renders alike everywhere. */
final class PathFunctions {

    static final List<TemplateFunction> ALL = List.of(
            exactly("base", 1, a -> base(a.string(0))),
            exactly("dir", 1, a -> directory(a.string(0))),
            exactly("clean", 1, a -> clean(a.string(0))),
            exactly("ext", 1, a -> extension(a.string(0))),
            exactly("isAbs", 1, a -> a.string(0).startsWith("/")),
            exactly("osBase", 1, a -> base(a.string(0))),
            exactly("osDir", 1, a -> directory(a.string(0))),
            exactly("osClean", 1, a -> clean(a.string(0))),
            exactly("osExt", 1, a -> extension(a.string(0))),
            exactly("osIsAbs", 1, a -> a.string(0).startsWith("/")));

    private PathFunctions() {}

    static String base(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        String trimmed = path.replaceAll("/+$", "");
        return trimmed.isEmpty() ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private static String directory(String path) {
        return clean(path.substring(0, path.lastIndexOf('/') + 1));
    }

    private static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
    }

    private static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/")) {
            if (step.equals("..") && !steps.isEmpty() && !steps.getLast().equals("..")) {
                steps.removeLast();
            } else if (!step.isEmpty() && !step.equals(".") && !(step.equals("..") && rooted)) {
                steps.addLast(step);
            }
        }
        String joined = (rooted ? "/" : "") + String.join("/", steps);
        return joined.isEmpty() ? "." : joined;
    }
}
