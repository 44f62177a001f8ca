package io.werf.core;

import io.werf.core.plan.Finding;
import io.werf.core.plan.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a chart, or looks so.
 *
 * @param findings in the order of files and lines
 * @param documents how many rendered documents were checked
 */
public record LintReport(List<Finding> findings, int documents) {

    private static final int MOST_LINES = 500;

    /** Copies the list. */
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** How many findings are that severe. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** One sentence for people. */
    public String summary() {
        return counted(count(Severity.ERROR), "error") + ", " + counted(count(Severity.WARNING), "warning") + " in "
                + counted(documents, "document") + ".";
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The findings for people: place, severity, message, lines of the file. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.addAll((finding.location() + ": " + finding.severity().name().toLowerCase(java.util.Locale.ROOT)
                            + ": " + finding.message())
                    .lines()
                    .toList());
            lines.addAll(finding.excerpt().render().lines().toList());
            if (lines.size() > MOST_LINES) {
                lines.add("… and more");
                break;
            }
        }
        return lines;
    }
}
