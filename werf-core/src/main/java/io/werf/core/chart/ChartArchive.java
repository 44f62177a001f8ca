package io.werf.core.chart;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Reads a packed chart: a gzipped tar whose files stand in one directory. The archive is not trusted: files that would lie
 * outside that directory, links, devices and what is too large are errors. Nothing is written to disk.
 */
public final class ChartArchive {

    /** What Helm allows for a file of a chart. */
    private static final int LARGEST_FILE = 5 << 20;

    private static final int LONGEST_PATH = 4096;
    private static final Pattern DRIVE = Pattern.compile("[a-zA-Z]:/.*");

    private final String place;
    private final Map<String, ChartFile> files = new LinkedHashMap<>();

    private ChartArchive(String place) {
        this.place = place;
    }

    /**
     * The files of the archive, relative to the chart's directory. Of two files of one name the later counts.
     *
     * @param archive is read up to the end of the tar and not closed
     * @param place what errors name
     * @throws ChartArchiveException if it is malformed, or has a file that it must not have
     * @throws ChartTooLargeException if it is larger than 100 MiB unpacked
     */
    public static List<ChartFile> read(InputStream archive, String place) {
        return read(archive, place, new SizeLimit());
    }

    @SuppressWarnings("resource") // the stream is the caller's
    static List<ChartFile> read(InputStream archive, String place, SizeLimit limit) {
        ChartArchive reader = new ChartArchive(place);
        try {
            reader.readAll(new TarArchiveInputStream(new Counted(new GZIPInputStream(archive), place, limit)));
        } catch (IOException | IllegalArgumentException e) {
            throw new ChartArchiveException(place, String.valueOf(e.getMessage()), e);
        }
        if (reader.files.isEmpty()) {
            throw reader.wrong("it has no files");
        }
        return new ArrayList<>(reader.files.values());
    }

    private void readAll(TarArchiveInputStream tar) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            String path = path(entry.getName());
            if (!isRegular(entry)) {
                throw wrong("\"" + path + "\" is not a regular file");
            }
            if (entry.getSize() > LARGEST_FILE) {
                throw wrong("\"" + path + "\" is larger than " + (LARGEST_FILE >> 20) + " MiB");
            }
            byte[] content = tar.readNBytes(LARGEST_FILE);
            if (content.length < entry.getSize()) {
                throw wrong("it ends within \"" + path + "\"");
            }
            files.put(path, new ChartFile(path, place + "!" + path, content));
        }
    }

    private static boolean isRegular(TarArchiveEntry entry) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> !entry.isSparse();
            default -> false;
        };
    }

    /** Without the directory that all files of an archive stand in. */
    private String path(String name) {
        if (name.length() > LONGEST_PATH || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong("it has a name that is longer than " + LONGEST_PATH + " or has control characters");
        }
        String slashed = name.replace('\\', '/'); // an archive made on Windows
        int top = slashed.indexOf('/');
        if (top == 0 || DRIVE.matcher(slashed).matches()) {
            throw wrong("the path \"" + name + "\" is absolute");
        }
        List<String> steps = new ArrayList<>();
        for (String step : slashed.substring(top + 1).split("/")) {
            if (step.equals("..")) {
                throw wrong("the path \"" + name + "\" leads to a parent directory");
            }
            if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        String path = String.join("/", steps);
        if (top < 0 || path.isEmpty() || slashed.startsWith("../")) {
            throw wrong("\"" + name + "\" is outside the chart's directory");
        }
        if (slashed.charAt(top + 1) == '/' || DRIVE.matcher(path).matches()) {
            throw wrong("the path \"" + name + "\" is absolute");
        }
        return path;
    }

    private ChartArchiveException wrong(String reason) {
        return new ChartArchiveException(place, reason, null);
    }

    /** Counts what comes out of the decompressor, headers and padding as well. */
    private static final class Counted extends FilterInputStream {
        private final String place;
        private final SizeLimit limit;

        Counted(InputStream in, String place, SizeLimit limit) {
            super(in);
            this.place = place;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            limit.take(next < 0 ? 0 : 1, place);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            limit.take(Math.max(0, count), place);
            return count;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long count = in.skip(wanted);
            limit.take(count, place);
            return count;
        }
    }
}
