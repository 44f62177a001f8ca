package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.git.FileMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the work tree that {@code contextAddFiles} adds to a build context, as Git would store them: the same content
 * gives the same digest, committed or not.
 */
final class AddedFiles {

    private final ImageConfig image;
    private final Path context;
    private final Path project;
    private final Map<String, OutsideFile> found = new TreeMap<>();

    private AddedFiles(ImageConfig image, Path project) throws IOException {
        this.image = image;
        this.project = project.toRealPath();
        this.context = project.resolve(image.context());
    }

    /**
     * Reads them all once, for their ids.
     *
     * @return by path relative to the context
     * @throws AddedFileException if one is not there, cannot be read or is outside of the project
     */
    static Map<String, OutsideFile> read(ImageConfig image, Path project) {
        if (image.contextAddFiles().isEmpty()) {
            return Map.of();
        }
        String current = "";
        try {
            AddedFiles files = new AddedFiles(image, project);
            for (String path : image.contextAddFiles()) {
                current = path;
                files.add(path);
            }
            return files.found;
        } catch (NoSuchFileException e) {
            throw new AddedFileException(image, current, "is not there", e);
        } catch (IOException e) {
            throw new AddedFileException(image, current, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(String path) throws IOException {
        Path start = context.resolve(path);
        Path parent = start.getParent();
        if (parent == null || !parent.toRealPath().startsWith(project)) {
            throw new AddedFileException(image, path, "leads out of the project directory", null);
        }
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = context.relativize(file).toString().replace('\\', '/');
                if (attributes.isSymbolicLink()) {
                    byte[] target = Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
                    put(name, FileMode.SYMLINK, OutsideFile.ofBytes(target), target.length);
                } else if (attributes.isRegularFile()) {
                    put(name, mode(file), OutsideFile.ofFile(file), attributes.size());
                } else {
                    throw new AddedFileException(image, name, "is neither a file nor a directory nor a link", null);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void put(String name, FileMode mode, OutsideFile.Content content, long size) throws IOException {
        found.put(name, OutsideFile.hashed(name, mode, content, size));
    }

    private static FileMode mode(Path file) {
        return Files.isExecutable(file) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? FileMode.EXECUTABLE
                : FileMode.REGULAR;
    }
}
