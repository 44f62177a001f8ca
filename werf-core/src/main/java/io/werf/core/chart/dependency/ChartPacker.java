package io.werf.core.chart.dependency;

import io.werf.core.chart.IgnoreRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs a chart that lies in a directory, without what its {@code .helmignore} names. The same files always give the same bytes. */
final class ChartPacker {

    private final Path directory;
    private final Dependency dependency;
    private final String version;

    private ChartPacker(Path directory, Dependency dependency, String version) {
        this.directory = directory;
        this.dependency = dependency;
        this.version = version;
    }

    /** @param chart directory that the {@code file://} address is relative to */
    static ChartPacker of(Path chart, Dependency dependency) throws IOException {
        Path directory = chart.resolve(dependency.repository().substring("file://".length()))
                .normalize();
        Path file = directory.resolve("Chart.yaml");
        if (!Files.isRegularFile(file)) {
            throw new ChartDependencyException(
                    "dependency " + dependency + ": there is no chart in " + directory, null);
        }
        String version = ChartDependencies.version(Files.readString(file), file.toString())
                .orElseThrow(() -> new ChartDependencyException(file + " has no version", null));
        if (!Versions.allows(dependency.version(), version)) {
            throw new ChartDependencyException(
                    "dependency " + dependency + ": the chart in " + directory + " has version " + version, null);
        }
        return new ChartPacker(directory, dependency, version);
    }

    String version() {
        return version;
    }

    byte[] archive() throws IOException {
        Path ignoreFile = directory.resolve(".helmignore");
        IgnoreRules rules = IgnoreRules.parse(
                ignoreFile.toString(), Files.isRegularFile(ignoreFile) ? Files.readString(ignoreFile) : "");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !directory.relativize(path).startsWith(".git") && !rules.ignores(relative(path)))
                    .sorted()
                    .toList();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                TarArchiveEntry entry = new TarArchiveEntry(dependency.name() + "/" + relative(file));
                entry.setSize(content.length);
                entry.setModTime(0L);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private String relative(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }
}
