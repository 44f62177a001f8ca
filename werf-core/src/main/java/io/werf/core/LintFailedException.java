package io.werf.core;

import io.werf.core.error.WerfException;

/** The check of a chart found something that is not allowed; all of it is in the message. */
public final class LintFailedException extends WerfException {

    private final transient LintReport report;

    LintFailedException(LintReport report) {
        super("the chart has mistakes: " + report.summary() + "\n" + String.join("\n", report.lines()));
        this.report = report;
    }

    /** All findings. */
    public LintReport report() {
        return report;
    }
}
