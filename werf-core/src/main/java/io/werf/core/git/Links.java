package io.werf.core.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Follows symbolic links inside a commit, as the kernel would on disk. */
final class Links {

    /** The kernel's own limit. */
    private static final int MOST_LINKS = 40;

    private final ProjectTree tree;
    private final String asked;
    private int followed;

    private Links(ProjectTree tree, String asked) {
        this.tree = tree;
        this.asked = asked;
    }

    static Optional<TreeEntry> follow(ProjectTree tree, String path) {
        Optional<TreeEntry> direct = tree.entry(path);
        return direct.isPresent() && direct.get().mode() != FileMode.SYMLINK
                ? direct
                : tree.entry(new Links(tree, path).resolve());
    }

    static Optional<String> followDirectory(ProjectTree tree, String path) {
        return Optional.of(new Links(tree, path).resolve()).filter(tree::isDirectory);
    }

    /** The path without links. */
    private String resolve() {
        Deque<String> ahead = new ArrayDeque<>(segments(asked));
        List<String> behind = new ArrayList<>();
        while (!ahead.isEmpty()) {
            String segment = ahead.removeFirst();
            if (segment.equals("..")) {
                if (behind.isEmpty()) {
                    throw new LinkException(asked, "it leads out of the project directory");
                }
                behind.remove(behind.size() - 1);
                continue;
            }
            behind.add(segment);
            Optional<TreeEntry> entry = tree.entry(String.join("/", behind));
            if (entry.isPresent() && entry.get().mode() == FileMode.SYMLINK) {
                behind.remove(behind.size() - 1);
                List<String> target = target(entry.get());
                for (int i = target.size() - 1; i >= 0; i--) {
                    ahead.addFirst(target.get(i));
                }
            }
        }
        return String.join("/", behind);
    }

    private List<String> target(TreeEntry link) {
        if (++followed > MOST_LINKS) {
            throw new LinkException(asked, "too many levels of symbolic links");
        }
        String target;
        try (InputStream content = tree.open(link)) {
            target = LinkTarget.read(link, content);
        } catch (IOException e) {
            throw new GitReadException("reading the link " + link.path(), e);
        }
        if (target.startsWith("/")) {
            throw new LinkException(asked, link.path() + " leads to the absolute path " + target);
        }
        return segments(target);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .toList();
    }
}
