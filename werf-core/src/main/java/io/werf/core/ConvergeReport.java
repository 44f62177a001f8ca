package io.werf.core;

import io.werf.core.deploy.DeployReport;
import java.time.Duration;

/**
 * What a successful converge did.
 *
 * @param images the images of the commit
 * @param deploy what was done in the cluster
 * @param took from the call to the end
 */
public record ConvergeReport(BuildReport images, DeployReport deploy, Outcome outcome, Duration took) {

    /** Name of the release. */
    public String release() {
        return deploy.release();
    }

    /** Its namespace. */
    public String namespace() {
        return deploy.namespace();
    }

    /** The revision that is deployed now. */
    public int revision() {
        return deploy.revision();
    }

    /** How it ended. */
    public enum Outcome {
        /** Something was applied; everything is ready. */
        DEPLOYED,
        /** The cluster was as the commit wants it; nothing was written. */
        UNCHANGED
    }
}
