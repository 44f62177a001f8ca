package io.werf.core.build.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How full a volume is, in bytes.
 *
 * @param used what programs without privileges cannot have
 */
record Volume(long total, long used) {

    /** The volume that a directory is on. */
    static Volume of(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return new Volume(store.getTotalSpace(), store.getTotalSpace() - store.getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out how full the volume of " + directory + " is", e);
        }
    }

    /** How many bytes must go: none as long as the volume is not fuller than allowed. */
    long excess(VolumeLimit limit) {
        return used * 100 <= total * limit.allowed() ? 0 : used - total * (limit.allowed() - limit.margin()) / 100;
    }
}
