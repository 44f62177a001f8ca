package io.werf.core.cleanup;

import io.werf.core.registry.UploadTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A repository's tags, sorted out.
 *
 * @param images tags of images
 * @param records which commit had which image
 * @param managed tags of the records of image names
 * @param customRecords tags of the records of tags that somebody chose; those themselves are among the others
 * @param uploads tags under which builds brought images here
 * @param others tags that are not ours
 */
record Contents(
        Set<String> images,
        List<CommitRecord> records,
        Set<String> managed,
        Set<String> customRecords,
        List<UploadTag> uploads,
        Set<String> others) {

    static Contents of(Collection<String> tags) {
        Set<String> images = new LinkedHashSet<>();
        List<CommitRecord> records = new ArrayList<>();
        Set<String> managed = new LinkedHashSet<>();
        Set<String> customRecords = new LinkedHashSet<>();
        List<UploadTag> uploads = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        Set<String> all = new TreeSet<>(tags);
        for (String tag : all) {
            Optional<CommitRecord> record = TagName.record(tag).filter(found -> !isOfWerf(found, all));
            Optional<UploadTag> upload = UploadTag.parse(tag);
            if (TagName.isImage(tag)) {
                images.add(tag);
            } else if (record.isPresent()) {
                records.add(record.get());
            } else if (TagName.isManaged(tag)) {
                managed.add(tag);
            } else if (TagName.isCustomTagRecord(tag)) {
                customRecords.add(tag);
            } else if (upload.isPresent()) {
                uploads.add(upload.get());
            } else {
                others.add(tag);
            }
        }
        return new Contents(images, records, managed, customRecords, uploads, others);
    }

    /** werf's own images are called {@code <digest>-<milliseconds>}; its records, in the form of ours, are about these. */
    private static boolean isOfWerf(CommitRecord record, Set<String> tags) {
        return record.built()
                .filter(built -> tags.contains(record.image() + "-" + built.toEpochMilli()))
                .isPresent();
    }
}
