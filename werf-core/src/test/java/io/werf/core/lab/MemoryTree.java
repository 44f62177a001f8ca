package io.werf.core.lab;

import io.werf.core.git.FileMode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The files of a commit that exists only here, with the object ids that Git gives them. Remembers what was asked. */
public final class MemoryTree implements ProjectTree {

    private record File(TreeEntry entry, byte[] content) {}

    private final TreeMap<String, File> files = new TreeMap<>();
    private final List<String> opened = new ArrayList<>();
    private final List<String> entered = new ArrayList<>();

    /** Adds or replaces a regular file. */
    public MemoryTree file(String path, String content) {
        return text(path, FileMode.REGULAR, content);
    }

    /** Adds or replaces a regular file that is not text. */
    public MemoryTree bytes(String path, byte[] content) {
        return put(path, FileMode.REGULAR, content.clone());
    }

    /** Adds or replaces an executable file. */
    public MemoryTree executable(String path, String content) {
        return text(path, FileMode.EXECUTABLE, content);
    }

    /** Adds or replaces a symbolic link. */
    public MemoryTree link(String path, String target) {
        return text(path, FileMode.SYMLINK, target);
    }

    /** Takes a file away. */
    public MemoryTree remove(String path) {
        files.remove(path);
        return this;
    }

    private MemoryTree text(String path, FileMode mode, String content) {
        return put(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    private MemoryTree put(String path, FileMode mode, byte[] content) {
        files.put(path, new File(new TreeEntry(path, mode, objectId(content)), content));
        return this;
    }

    /** The paths whose content was read, in order. */
    public List<String> opened() {
        return List.copyOf(opened);
    }

    /** The directories that were listed, in order. */
    public List<String> entered() {
        return List.copyOf(entered);
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(files.get(path)).map(File::entry);
    }

    @Override
    public boolean isDirectory(String path) {
        return path.isEmpty() || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    @Override
    public List<TreeEntry> list(String directory, Predicate<String> enter) {
        List<TreeEntry> found = new ArrayList<>();
        Map<String, Boolean> decided = new TreeMap<>();
        files.forEach((path, file) -> {
            if ((directory.isEmpty() || path.startsWith(directory + "/")) && entered(directory, path, enter, decided)) {
                found.add(file.entry());
            }
        });
        return found;
    }

    private boolean entered(String top, String path, Predicate<String> enter, Map<String, Boolean> decided) {
        for (int end = top.length(); end >= 0; end = path.indexOf('/', end + 1)) {
            String directory = path.substring(0, end);
            Boolean known = decided.get(directory);
            if (known == null) {
                known = enter.test(directory);
                decided.put(directory, known);
                if (known) {
                    entered.add(directory);
                }
            }
            if (!known) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] read(TreeEntry entry) {
        opened.add(entry.path());
        return files.get(entry.path()).content();
    }

    @Override
    public InputStream open(TreeEntry entry) {
        return new ByteArrayInputStream(read(entry));
    }

    @Override
    public long size(TreeEntry entry) {
        return files.get(entry.path()).content().length;
    }

    private static String objectId(byte[] content) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha1.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
