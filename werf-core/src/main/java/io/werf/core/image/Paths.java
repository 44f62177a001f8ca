package io.werf.core.image;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arithmetic on slash-separated paths, as Docker does it: purely lexical. */
final class Paths {

    private Paths() {}

    /** The shortest path that means the same; {@code .} for an empty one. A leading {@code /} and leading {@code ..} stay. */
    static String clean(String path) {
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (part.equals("..") && !absolute) {
                parts.addLast(part);
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.addLast(part);
            }
        }
        String joined = String.join("/", parts);
        return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** {@code path}, or {@code directory/path} when it is relative; clean. */
    static String resolve(String directory, String path) {
        return clean(path.startsWith("/") ? path : directory + "/" + path);
    }

    /** Directory and name joined; {@code ""} is the directory that everything is relative to. */
    static String join(String directory, String name) {
        return directory.isEmpty() ? name : name.isEmpty() ? directory : directory + "/" + name;
    }

    /** Everything before the last slash; {@code ""} at the top. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Everything behind the last slash. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether {@code path} is {@code directory} or lies below it. */
    static boolean isWithin(String directory, String path) {
        return directory.isEmpty()
                || path.equals(directory)
                || (path.startsWith(directory) && path.charAt(directory.length()) == '/');
    }

    /** A path that is {@link #isWithin} the directory, relative to it. */
    static String relative(String directory, String path) {
        return directory.isEmpty()
                ? path
                : path.length() == directory.length() ? "" : path.substring(directory.length() + 1);
    }
}
