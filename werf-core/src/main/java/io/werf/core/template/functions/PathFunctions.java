package io.werf.core.template.functions;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Paths with {@code /}; those of the operating system are the same, so that a chart renders alike everywhere. */
final class PathFunctions {

    private PathFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "base" -> base(a.string(0));
            case "dir" -> directory(a.string(0));
            case "clean" -> clean(a.string(0));
            case "ext" -> extension(a.string(0));
            case "isAbs" -> a.string(0).startsWith("/");
            case "osBase" -> base(a.string(0));
            case "osDir" -> directory(a.string(0));
            case "osClean" -> clean(a.string(0));
            case "osExt" -> extension(a.string(0));
            case "osIsAbs" -> a.string(0).startsWith("/");
            default -> throw new IllegalStateException(a.name());
        };
    }

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
