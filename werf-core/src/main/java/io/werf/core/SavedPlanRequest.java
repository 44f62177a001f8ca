package io.werf.core;

import java.nio.file.Path;

/**
 * Use a saved plan.
 *
 * @param file written by a plan with {@link PlanOutput#save}
 * @param project in whose directory the secret key may be
 * @param release only its cluster counts; the names are the plan's
 */
public record SavedPlanRequest(Path file, ProjectOptions project, ReleaseOptions release) {}
