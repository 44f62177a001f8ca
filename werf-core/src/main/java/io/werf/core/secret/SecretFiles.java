package io.werf.core.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of secrets, and replaces them: all or none. */
final class SecretFiles {

    private static final int LARGEST = 64 << 20;

    private SecretFiles() {}

    /** @throws SecretFileException if it cannot be read, or is larger than 64 MiB */
    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new SecretFileException("reading", file, "it is larger than " + (LARGEST >> 20) + " MiB", null);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw SecretFileException.of("reading", file, e);
        }
    }

    /**
     * Gives each file its new text. All new texts are on the disk before the first file changes; when a change fails, those
     * before it are taken back.
     *
     * @throws SecretFileException if a file cannot be written; then none is changed
     */
    static void replaceAll(Map<Path, String> texts) {
        Map<Path, Path> fresh = new LinkedHashMap<>();
        List<Path> kept = new ArrayList<>();
        try {
            for (Map.Entry<Path, String> entry : texts.entrySet()) {
                Path file = Files.exists(entry.getKey()) ? entry.getKey().toRealPath() : entry.getKey();
                fresh.put(file, write(file, entry.getValue()));
            }
            swap(fresh, kept);
        } catch (IOException e) {
            throw SecretFileException.of("writing", texts.keySet().iterator().next(), e);
        } finally {
            fresh.values().forEach(SecretFiles::remove);
            kept.forEach(SecretFiles::remove);
        }
    }

    private static void swap(Map<Path, Path> fresh, List<Path> kept) throws IOException {
        Map<Path, Path> done = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, Path> entry : fresh.entrySet()) {
                Path old = beside(entry.getKey(), "old");
                if (Files.exists(entry.getKey())) {
                    Files.copy(entry.getKey(), old, StandardCopyOption.COPY_ATTRIBUTES);
                    kept.add(old);
                    done.put(entry.getKey(), old);
                }
                Files.move(entry.getValue(), entry.getKey(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            for (Map.Entry<Path, Path> entry : done.entrySet()) {
                Files.move(entry.getValue(), entry.getKey(), StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private static Path write(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path fresh = beside(file, "new");
        Files.writeString(
                fresh, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && Files.exists(file)) {
            Files.setPosixFilePermissions(fresh, view.readAttributes().permissions());
        }
        return fresh;
    }

    private static Path beside(Path file, String what) {
        return file.resolveSibling("." + file.getFileName() + ".werf-" + what);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // An encrypted copy too much harms nobody.
            return;
        }
    }

    /** The directories right in a directory, sorted; links do not count. */
    static List<Path> directories(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var paths = Files.list(directory)) {
            return paths.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw SecretFileException.of("reading", directory, e);
        }
    }

    /** All regular files below a directory, sorted; none when there is no such directory. */
    static List<Path> below(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var paths = Files.walk(directory)) {
            List<Path> files = paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            for (Path file : files) {
                if (Files.isSymbolicLink(file)) {
                    throw new SecretFileException("reading", file, "links are not followed", null);
                }
            }
            return files;
        } catch (IOException e) {
            throw SecretFileException.of("reading", directory, e);
        }
    }
}
