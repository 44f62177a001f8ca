package io.werf.core.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What git ignores in one directory: its {@code .gitignore}, then the rules of the directories above, then the
 * repository's {@code info/exclude}, then the user's {@code core.excludesFile}. Immutable.
 */
final class IgnoreRules {

    private final @Nullable IgnoreRules weaker;
    private final IgnoreNode own;
    private final String directory;

    private IgnoreRules(@Nullable IgnoreRules weaker, IgnoreNode own, String directory) {
        this.weaker = weaker;
        this.own = own;
        this.directory = directory;
    }

    /** The rules that hold at the top of the work tree, without its {@code .gitignore}. */
    static IgnoreRules of(Repository repository) throws IOException {
        Path users = repository
                .getConfig()
                .getPath("core", null, "excludesfile", repository.getFS(), repository.getWorkTree(), null);
        if (users == null) {
            Path xdg = SystemReader.getInstance().getXdgConfigDirectory(repository.getFS());
            users = xdg == null ? null : xdg.resolve("git").resolve("ignore");
        }
        IgnoreRules global = new IgnoreRules(null, users == null ? new IgnoreNode() : parse(users), "");
        Path info = repository.getCommonDirectory().toPath().resolve("info").resolve("exclude");
        return new IgnoreRules(global, parse(info), "");
    }

    /**
     * The rules inside a directory.
     *
     * @param path relative to the work tree, ending with {@code /}; {@code ""} for the work tree
     */
    IgnoreRules in(Path directoryOnDisk, String path) throws IOException {
        Path file = directoryOnDisk.resolve(".gitignore");
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? new IgnoreRules(this, parse(file), path) : this;
    }

    /** Whether {@code path} (relative to the work tree) is ignored, provided that no directory above it is. */
    boolean ignores(String path, boolean isDirectory) {
        for (IgnoreRules rules = this; rules != null; rules = rules.weaker) {
            Boolean verdict = rules.own.checkIgnored(path.substring(rules.directory.length()), isDirectory);
            if (verdict != null) {
                return verdict;
            }
        }
        return false;
    }

    private static IgnoreNode parse(Path file) throws IOException {
        IgnoreNode node = new IgnoreNode();
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                node.parse(in);
            }
        }
        return node;
    }
}
