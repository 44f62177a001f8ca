package io.werf.core;

import java.time.Duration;

/**
 * What a successful converge did.
 *
 * @param images the images of the commit
 * @param release name of the release
 * @param revision the revision that is deployed now
 * @param took from the call to the end
 */
public record ConvergeReport(
        BuildReport images, String release, String namespace, int revision, Outcome outcome, Duration took) {

    /** How it ended. */
    public enum Outcome {
        /** Something was applied; everything is ready. */
        DEPLOYED,
        /** The cluster was as the commit wants it; nothing was written. */
        UNCHANGED
    }
}
