package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deploy failed after it had begun to write. The cause says why; this adds what became of the release. */
public final class ReleaseFailedException extends WerfException {

    private final transient DeployReport report;
    private final @Nullable Integer rolledBackTo;

    private ReleaseFailedException(
            String message, DeployReport report, @Nullable Integer rolledBackTo, Throwable cause) {
        super(message, cause);
        this.report = report;
        this.rolledBackTo = rolledBackTo;
    }

    static ReleaseFailedException failed(DeployReport report, Throwable cause) {
        return new ReleaseFailedException(
                text(cause) + "\n\nRevision " + report.revision() + " of release " + report.release() + " failed.",
                report,
                null,
                cause);
    }

    static ReleaseFailedException notDismissed(DeployReport report, Throwable cause) {
        return new ReleaseFailedException(
                text(cause) + "\n\nRelease " + report.release() + " is removed only in part.", report, null, cause);
    }

    static ReleaseFailedException notRecorded(DeployReport report, Throwable cause) {
        return new ReleaseFailedException(
                text(cause) + "\n\nRevision " + report.revision() + " of release " + report.release()
                        + " is applied and ready, but could not be recorded as deployed; the next run deploys it again.",
                report,
                null,
                cause);
    }

    static ReleaseFailedException rolledBack(DeployReport report, int revision, Duration took, Throwable cause) {
        String seconds = String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
        return new ReleaseFailedException(
                text(cause) + "\n\nRolled back to revision " + revision + " in " + seconds + " s.",
                report,
                revision,
                cause);
    }

    static ReleaseFailedException rollbackFailed(
            DeployReport report, int revision, Throwable rollbackFailure, Throwable cause) {
        ReleaseFailedException failure = new ReleaseFailedException(
                text(cause) + "\n\nThe rollback to revision " + revision + " failed too: " + text(rollbackFailure),
                report,
                null,
                cause);
        failure.addSuppressed(rollbackFailure);
        return failure;
    }

    private static String text(Throwable cause) {
        return cause instanceof WerfException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    /** What was done, what was not, what failed. */
    public DeployReport report() {
        return report;
    }

    /** The revision whose manifest is live again; empty when nothing was rolled back. */
    public Optional<Integer> rolledBackTo() {
        return Optional.ofNullable(rolledBackTo);
    }
}
