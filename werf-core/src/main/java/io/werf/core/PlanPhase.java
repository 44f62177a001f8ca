package io.werf.core;

import io.werf.core.deploy.DeployRequest;
import io.werf.core.deploy.Deployer;
import io.werf.core.deploy.PlanDraft;
import io.werf.core.deploy.SavedPlan;
import io.werf.core.deploy.SavedPlanFile;
import io.werf.core.event.Event;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanPicture;
import io.werf.core.plan.PlanStyle;
import io.werf.core.plan.PlanText;
import io.werf.core.plan.PlanTree;
import io.werf.core.secret.NoSecretKeyException;
import io.werf.core.secret.SecretKey;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans that are shown, drawn, saved, and read again. */
final class PlanPhase {

    private final Deployer deployer;
    private final Map<String, String> environment;
    private final Steps steps;

    PlanPhase(Deployer deployer, Map<String, String> environment, Steps steps) {
        this.deployer = deployer;
        this.environment = environment;
        this.steps = steps;
    }

    PlanReport plan(DeployRequest deploy, List<PlanReport.Image> images, ProjectOptions project, PlanOutput output) {
        PlanReport report;
        if (output.save().isPresent()) {
            PlanDraft draft = deployer.draft(deploy, output.style());
            report = new PlanReport(images, draft.plan());
            save(
                    draft.saved().withMissingImages(report.missingImages()),
                    output.save().get(),
                    project);
        } else {
            report = new PlanReport(images, deployer.plan(deploy, output.style()));
        }
        draw(PlanTree.of(report.plan()), output.graph(), steps);
        report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
        return report;
    }

    private void save(SavedPlan plan, Path file, ProjectOptions project) {
        Optional<SecretKey> key = key(project, environment);
        SavedPlanFile.write(file, plan, key);
        steps.tell(new Event.Notice("Plan saved to " + file
                + key.map(secret -> ", encrypted with the secret key of " + secret.origin())
                        .orElse("")));
        if (key.isEmpty()) {
            steps.tell(
                    new Event.Warning("the saved plan holds the chart's secrets in plain, as there is no secret key to"
                            + " encrypt it with; only its owner may read it: " + file));
        }
        if (!plan.missingImages().isEmpty()) {
            steps.tell(new Event.Warning(
                    "build these images before the saved plan is used: " + String.join(", ", plan.missingImages())));
        }
    }

    private static void draw(Map<String, Object> plan, Optional<Path> graph, Steps steps) {
        graph.ifPresent(file -> {
            PlanPicture.write(plan, file);
            steps.tell(new Event.Notice("Graph of the plan: " + file));
        });
    }

    static PlanReport show(
            SavedPlanRequest request,
            PlanStyle style,
            Optional<Path> graph,
            Map<String, String> environment,
            Steps steps) {
        SavedPlan saved = read(request, environment);
        steps.tell(new Event.TargetResolved(saved.release(), saved.namespace(), Optional.empty()));
        steps.tell(new Event.Notice(
                "Saved plan of " + saved.made().truncatedTo(ChronoUnit.SECONDS) + " for " + saved.server()));
        steps.tell(PlanText.event(saved.changes(), saved.unchanged(), saved.namespace(), style));
        draw(saved.plan(), graph, steps);
        DeployPlan plan =
                new DeployPlan(saved.release(), saved.namespace(), List.of(), saved.changes(), saved.unchanged());
        PlanReport report = new PlanReport(
                saved.missingImages().stream()
                        .map(name -> new PlanReport.Image(name, "", false))
                        .toList(),
                plan);
        report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
        return report;
    }

    static SavedPlan read(SavedPlanRequest request, Map<String, String> environment) {
        return SavedPlanFile.read(request.file(), () -> findKey(request.project(), environment));
    }

    private static Optional<SecretKey> key(ProjectOptions project, Map<String, String> environment) {
        try {
            return Optional.of(findKey(project, environment));
        } catch (NoSecretKeyException e) {
            return Optional.empty();
        }
    }

    private static SecretKey findKey(ProjectOptions project, Map<String, String> environment) {
        Path home = Optional.ofNullable(environment.get("WERF_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".werf"));
        return SecretKey.find(Optional.ofNullable(environment.get(SecretKey.VARIABLE)), project.directory(), home);
    }
}
