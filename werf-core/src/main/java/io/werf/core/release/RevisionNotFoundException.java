package io.werf.core.release;

import io.werf.core.error.WerfException;
import java.util.List;
import java.util.stream.Collectors;

/** A release has no such revision, or none that a rollback could go to. */
public final class RevisionNotFoundException extends WerfException {

    private final List<ReleaseVersion> present;

    private RevisionNotFoundException(String message, List<ReleaseVersion> present) {
        super(message + "; there are: "
                + present.stream()
                        .map(version ->
                                version.revision() + " (" + version.status().text() + ")")
                        .collect(Collectors.joining(", ")));
        this.present = List.copyOf(present);
    }

    /** A certain revision was asked for. */
    public static RevisionNotFoundException of(String release, int revision, List<ReleaseVersion> present) {
        return new RevisionNotFoundException("release " + release + " has no revision " + revision, present);
    }

    /** The last good revision before the newest was asked for. */
    public static RevisionNotFoundException noneToRollBackTo(String release, List<ReleaseVersion> present) {
        return new RevisionNotFoundException(
                "release " + release + " has no earlier good revision to roll back to", present);
    }

    /** What there is, oldest first. */
    public List<ReleaseVersion> present() {
        return present;
    }
}
