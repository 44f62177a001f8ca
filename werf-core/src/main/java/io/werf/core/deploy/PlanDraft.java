package io.werf.core.deploy;

import io.werf.core.plan.DeployPlan;

/** A plan, and the form in which it can be kept and carried out later. */
public record PlanDraft(DeployPlan plan, SavedPlan saved) {}
