package io.werf.core.template.functions;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How large values may become. What would go beyond is an error before it is made. Pure. */
public final class Limits {

    /** Characters of one text. */
    public static final int LONGEST_TEXT = 16 << 20;

    /** Elements of one list or map. */
    static final int LARGEST_LIST = 1_000_000;

    /** Nodes of a tree, each counted as often as it can be reached. */
    private static final int LARGEST_TREE = 1_000_000;

    private static final int DEEPEST = 500;

    private Limits() {}

    /** @throws FunctionException if a text of {@code length} characters is too long */
    static void requireText(long length) {
        if (length > LONGEST_TEXT) {
            throw FunctionException.of("makes a text of more than " + (LONGEST_TEXT >> 20) + " MiB");
        }
    }

    /** @throws FunctionException if a list or map of {@code size} elements is too large */
    static void requireList(long size) {
        if (size > LARGEST_LIST) {
            throw FunctionException.of("makes a list of more than " + LARGEST_LIST + " elements");
        }
    }

    /**
     * Refuses what takes too long to walk through: a map that holds another twice, which holds another twice, and so on, is
     * small in memory only.
     *
     * @throws FunctionException if the tree is too large or too deep
     */
    static void requireTree(@Nullable Object tree) {
        count(tree, 0, 0);
    }

    private static int count(@Nullable Object node, int before, int depth) {
        if (!(node instanceof Map || node instanceof Collection)) {
            return before;
        }
        Collection<?> children = node instanceof Map<?, ?> map ? map.values() : (Collection<?>) node;
        int count = before + children.size();
        if (count > LARGEST_TREE || depth > DEEPEST) {
            throw FunctionException.of(
                    depth > DEEPEST
                            ? "nested deeper than " + DEEPEST
                            : "a value of more than " + LARGEST_TREE + " nodes");
        }
        for (Object child : children) {
            count = count(child, count, depth + 1);
        }
        return count;
    }
}
