package io.werf.core.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened during a run. Immutable; texts are plain (no colours, no line breaks unless said) and not yet
 * redacted: the facade puts every event through the redactor before a sink sees it.
 */
public sealed interface Event {

    /**
     * The first event of a run.
     *
     * @param commit abbreviated commit hash
     * @param branch branch of HEAD, empty when detached
     * @param subject first line of the commit's message
     * @param sandbox whether the sandbox stands in for registry and cluster
     */
    record RunStarted(String project, String commit, Optional<String> branch, String subject, boolean sandbox)
            implements Event {}

    /** Where the deploy goes; {@code context} is empty when the cluster connection has no named context. */
    record TargetResolved(String release, String namespace, Optional<String> context) implements Event {}

    /** A part of the run began. Ends with {@link StepFinished} of the same name, also on failure. */
    record StepStarted(Step step) implements Event {}

    /** A part of the run ended. */
    record StepFinished(Step step, Duration took) implements Event {}

    /** The parts of a run, in the order in which a converge reports them. */
    enum Step {
        GIT,
        CONFIG,
        DIGESTS,
        REGISTRY,
        BUILD,
        RENDER,
        PLAN,
        DEPLOY,
        TRACK,
        RELEASE,
        ROLLBACK,
        DISMISS
    }

    /**
     * An image's name is known and the registry was asked.
     *
     * @param reference full name, {@code repo:digest}
     * @param present whether the registry has it
     */
    record ImageResolved(String image, String reference, boolean present) implements Event {}

    /** A build begins; {@code reason} says why this backend was chosen. */
    record ImageBuildStarted(String image, String backend, String reason) implements Event {}

    /** One line of a build's output. */
    record ImageBuildOutput(String image, String line) implements Event {}

    /**
     * An image is built and in the registry.
     *
     * @param bytesPushed bytes that the registry did not have; -1 when the backend cannot say
     */
    record ImageBuilt(String image, String reference, long bytesPushed, Duration took) implements Event {}

    /** A build failed; the run's error has the cause. */
    record ImageFailed(String image, Duration took) implements Event {}

    /**
     * The plan is made.
     *
     * @param changes one per object that changes, in the order of the plan
     * @param unchanged objects that are as the commit wants them
     */
    record PlanMade(List<PlannedChange> changes, int unchanged) implements Event {
        /** Copies the list. */
        public PlanMade {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One change of a plan.
     *
     * @param action create, update, recreate or delete
     * @param resource for example {@code Deployment/backend}
     * @param detail what changes, in one line; empty when there is no more to say
     * @param diff unified diff of YAML, several lines, secrets masked; empty when there is none
     */
    record PlannedChange(String action, String resource, String detail, String diff) implements Event {}

    /** A write to the cluster succeeded: {@code action} is created, updated, recreated or deleted. */
    record ResourceChanged(String action, String resource) implements Event {}

    /** A tracked object's state; sent only when {@code state} differs from the one before. */
    record RolloutProgress(String resource, String state, boolean ready, Duration elapsed) implements Event {}

    /** Some tracked objects are still not ready after a while without any event of them but logs. */
    record RolloutWaiting(List<String> resources, Duration elapsed) implements Event {
        /** Copies the list. */
        public RolloutWaiting {
            resources = List.copyOf(resources);
        }
    }

    /** One line of a container's log. */
    record PodLog(String pod, String container, String line) implements Event {}

    /**
     * An event of the cluster about a tracked object or one of its pods.
     *
     * @param resource for example {@code Pod/backend-7c9-x1}
     * @param warning whether the cluster calls it a warning
     * @param count how often it came by now
     */
    record ClusterEvent(String resource, boolean warning, String reason, String message, long count) implements Event {}

    /** Something the user should know that does not end the run. */
    record Warning(String message) implements Event {}

    /** Something that explains the run: a choice made, a wait for a lock. */
    record Notice(String message) implements Event {}

    /** A failed deploy was rolled back; {@code revision} is the one whose manifest is live again. */
    record RolledBack(String release, int revision, Duration took) implements Event {}

    /** The last event of a successful run: one sentence for the user. */
    record RunFinished(String summary, Duration took) implements Event {}
}
