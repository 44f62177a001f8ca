package io.werf.core.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a symbolic link of a commit leads to. */
public final class LinkTarget {

    private static final int LONGEST = 4096;

    private LinkTarget() {}

    /**
     * Reads it. Git lets a link have any size; no file system does.
     *
     * @param content of the link; not closed
     * @throws LinkException if it is longer than any path can be
     * @throws IOException if it cannot be read
     */
    public static String read(TreeEntry link, InputStream content) throws IOException {
        byte[] target = content.readNBytes(LONGEST + 1);
        if (target.length > LONGEST) {
            throw new LinkException(link.path(), "it is longer than any path can be");
        }
        return new String(target, StandardCharsets.UTF_8);
    }
}
