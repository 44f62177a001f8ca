package io.werf.core.build;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.BuildContext;
import io.werf.core.image.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds what ADD would unpack: Docker goes by the content of a file, not by its name. */
final class Archives {

    /** How tar archives begin that are compressed by gzip, bzip2, xz and zstd. */
    private static final List<String> COMPRESSED = List.of("1f8b08", "425a68", "fd377a585a00", "28b52ffd");

    private static final int TAR_MARK = 257;
    private static final int HEAD = TAR_MARK + 5;

    private Archives() {}

    /** The first file that an ADD names and that may be an archive; files in directories that it names are only copied. */
    static Optional<TreeEntry> added(Step.Copy add, BuildContext context) {
        return !add.unpack()
                ? Optional.empty()
                : add.files().stream()
                        .map(Step.CopiedFile::file)
                        .filter(file -> add.sources().stream().anyMatch(source -> names(source, file)))
                        .filter(file -> mayBeArchive(file, context))
                        .findFirst();
    }

    private static boolean names(String source, TreeEntry file) {
        return source.matches(".*[*?\\[].*")
                || Path.of("/").resolve(source).normalize().equals(Path.of("/", file.path()));
    }

    private static boolean mayBeArchive(TreeEntry file, BuildContext context) {
        try (InputStream content = context.open(file)) {
            byte[] head = content.readNBytes(HEAD);
            String hex = HexFormat.of().formatHex(head);
            return COMPRESSED.stream().anyMatch(hex::startsWith)
                    || (head.length == HEAD
                            && new String(head, TAR_MARK, HEAD - TAR_MARK, StandardCharsets.US_ASCII).equals("ustar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
