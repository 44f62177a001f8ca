package io.werf.core.build;

import io.werf.core.git.FileMode;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.TargetImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A build context on disk with the Dockerfile beside it: for a Dockerfile that its own instructions must not see, which
 * BuildKit cannot be told by a tar. Deleted when closed.
 */
final class ContextDirectory implements AutoCloseable {

    private static final FileTime EPOCH = FileTime.fromMillis(0);

    private final TemporaryDirectory directory;

    private ContextDirectory(TemporaryDirectory directory) {
        this.directory = directory;
    }

    static ContextDirectory of(TargetImage image) throws IOException {
        ContextDirectory made = new ContextDirectory(new TemporaryDirectory("werf-context"));
        try {
            made.write(image);
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    Path dockerfile() {
        return directory.path().resolve("Dockerfile");
    }

    Path context() {
        return directory.path().resolve("context");
    }

    private static boolean isBelowOne(Set<Path> links, Path directory) {
        for (Path above = directory; above != null; above = above.getParent()) {
            if (links.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private void write(TargetImage image) throws IOException {
        Files.writeString(dockerfile(), image.dockerfile().text(), StandardCharsets.UTF_8);
        Files.createDirectory(context());
        Set<Path> links = new HashSet<>();
        for (TreeEntry file : image.context().files()) {
            Path target = context().resolve(file.path());
            Path parent = Objects.requireNonNull(target.getParent(), "below the context");
            if (isBelowOne(links, parent)) { // it would be written wherever that leads
                throw new IOException("the context has a link in the place of a directory of " + file.path());
            }
            Files.createDirectories(parent);
            if (file.mode() == FileMode.SUBMODULE) {
                Files.createDirectory(target); // one whose content is not here
                continue;
            }
            if (file.mode() == FileMode.SYMLINK) {
                links.add(
                        Files.createSymbolicLink(target, Path.of(image.context().linkTarget(file))));
                continue;
            }
            try (InputStream content = image.context().open(file)) {
                Files.copy(content, target);
            }
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(file.mode() == FileMode.EXECUTABLE ? "rwxr-xr-x" : "rw-r--r--"));
            Files.setLastModifiedTime(target, EPOCH);
        }
        Files.walkFileTree(context(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.setPosixFilePermissions(visited, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.setLastModifiedTime(visited, EPOCH);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
