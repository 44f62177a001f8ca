package io.werf.core;

import io.werf.core.chart.ChartImages;
import io.werf.core.chart.Manifest;
import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeWithFiles;
import io.werf.core.plan.ChartFileCheck;
import io.werf.core.plan.Finding;
import io.werf.core.plan.Finding.Severity;
import io.werf.core.plan.Linter;
import io.werf.core.template.TemplateException;
import io.werf.core.track.TrackOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders a chart and collects all that is wrong with it. */
final class LintPhase {

    private static final int MOST_BROKEN_TEMPLATES = 100;

    private final Project project;
    private final DeployPhase phase;
    private final ChartImages images;
    private final String namespace;
    private final RenderOptions options;

    LintPhase(Project project, DeployPhase phase, ChartImages images, String namespace, RenderOptions options) {
        this.project = project;
        this.phase = phase;
        this.images = images;
        this.namespace = namespace;
        this.options = options;
    }

    LintReport run() {
        String directory = project.config().deploy().helmChartDir();
        List<Finding> findings = new ArrayList<>(ChartFileCheck.check(project.tree(), directory + "/Chart.yaml"));
        Optional<Manifest> manifest = render(directory, findings);
        manifest.ifPresent(rendered -> findings.addAll(Linter.lint(
                rendered,
                namespace,
                images.names(),
                List.of(resource ->
                        TrackOptions.from(resource.object(), key -> Optional.of(resource.annotation(key)))))));
        return new LintReport(
                findings.stream().sorted().distinct().toList(),
                manifest.map(Manifest::objects).orElse(0));
    }

    /** Renders; a template that fails is a finding, and is left out the next time; so is a wrong {@code Chart.yaml}. */
    private Optional<Manifest> render(String directory, List<Finding> findings) {
        Map<String, byte[]> leftOut = new LinkedHashMap<>();
        try {
            ProjectTree tree = phase.completeTree();
            while (true) {
                try {
                    return Optional.of(phase.renderOffline(new TreeWithFiles(tree, leftOut), images, options));
                } catch (WerfException e) {
                    Finding finding = finding(e);
                    String failed = e instanceof TemplateException template
                            ? executed(template)
                            : finding.location().file();
                    boolean ofChartFile = failed.equals(directory + "/Chart.yaml");
                    if (!ofChartFile || findings.stream().noneMatch(LintPhase::isError)) {
                        findings.add(finding); // what is wrong with Chart.yaml was found before
                    }
                    boolean canDoWithout = ofChartFile || (e instanceof TemplateException && !failed.contains("/_"));
                    boolean helps = canDoWithout
                            && tree.entry(failed).isPresent()
                            && leftOut.put(failed, new byte[0]) == null
                            && leftOut.size() < MOST_BROKEN_TEMPLATES;
                    if (!helps) {
                        return Optional.empty();
                    }
                }
            }
        } catch (WerfException e) {
            findings.add(finding(e));
            return Optional.empty();
        }
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Severity.ERROR;
    }

    /** The template that was being executed when something that it includes failed. */
    private static String executed(TemplateException e) {
        List<TemplateException.Caller> callers = e.callers();
        return callers.isEmpty()
                ? e.location().file()
                : callers.get(callers.size() - 1).location().file();
    }

    /** What has no place is not the chart's fault, for example a secret key that is missing. */
    private static Finding finding(WerfException e) {
        Excerpt excerpt = e.excerpt().orElseThrow(() -> e);
        String message = String.valueOf(e.getMessage());
        String place = excerpt.location() + ": ";
        return new Finding(
                Severity.ERROR, excerpt, message.startsWith(place) ? message.substring(place.length()) : message);
    }
}
