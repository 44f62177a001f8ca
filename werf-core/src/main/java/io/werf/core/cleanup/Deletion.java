package io.werf.core.cleanup;

import io.werf.core.error.WerfException;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemover;
import io.werf.core.registry.vendor.ImageRemovers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run that deletes: images first, a batch at a time, then records. Before each batch the {@link CleanupMark} is set and the
 * plan is made again, so that what a build has come to want meanwhile stays. Not thread-safe.
 */
final class Deletion {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int BATCH = 500;

    private final RegistryClient registry;
    private final ImageRemovers removers;
    private final Repository repository;
    private final String project;
    private final Clock clock;
    private final CleanupMark mark;
    private final String holder = UUID.randomUUID().toString();
    private final List<Verdict> deleted = new ArrayList<>();
    private final List<Verdict> failed = new ArrayList<>();
    private final List<WerfException> failures = new ArrayList<>();
    private volatile @Nullable WerfException end;

    Deletion(RegistryClient registry, ImageRemovers removers, Repository repository, String project, Clock clock) {
        this.registry = registry;
        this.removers = removers;
        this.repository = repository;
        this.project = project;
        this.clock = clock;
        this.mark = new CleanupMark(registry, repository, clock);
    }

    /** What became of a manifest that was to be deleted. */
    private sealed interface Outcome {
        /** It is gone. */
        record Gone() implements Outcome {}

        /** The registry did not delete it. */
        record Refused(WerfException reason) implements Outcome {}

        /** The time of the mark was over before it was its turn. */
        record Later() implements Outcome {}
    }

    /**
     * Deletes ten manifests at a time. What the registry refuses for a reason of its own does not keep the others, but what
     * would be the same for all ends it. The records stay when an image could not be deleted: they say whose it is.
     *
     * @param plan what is to go
     * @param again the plan as it is now, for verdicts of the last one that are still to be acted on
     * @throws CleanupStoppedException if the registry does not delete, or another cleanup is at it; nothing was deleted
     * @throws DeletionFailedException if something was not deleted
     */
    CleanupResult run(String command, DeletionPlan plan, UnaryOperator<DeletionPlan> again) {
        DeletionPlan rest = plan;
        if (!plan.going().isEmpty()) {
            ImageRemover remover = begin(!plan.manifests().isEmpty());
            if (!plan.manifests().isEmpty()) {
                rest = images(remover, plan, again);
                // Where it cannot be cleared it expires.
                Answers.await(mark.clear(remover, project, holder).exceptionally(failure -> null));
            }
            records(remover, rest.records());
        }
        CleanupResult result = new CleanupResult(
                command, false, repository.toString(), Optional.empty(), rest.staying(), deleted, failed);
        if (!failures.isEmpty()) {
            throw new DeletionFailedException(repository.toString(), result, failures.get(0));
        }
        return result;
    }

    /**
     * Finds out how to delete. Before images go, waits for a cleanup that was killed, and asks whether the registry deletes.
     */
    private ImageRemover begin(boolean images) {
        try {
            ImageRemover remover = removers.of(repository);
            if (images) {
                Answers.await(mark.passed());
                if (Answers.await(mark.current()).isPresent()) {
                    throw new CleanupRunningException();
                }
                Answers.await(remover.probe());
            }
            return remover;
        } catch (WerfException e) {
            throw new CleanupStoppedException(repository.toString(), e);
        }
    }

    private DeletionPlan images(ImageRemover remover, DeletionPlan plan, UnaryOperator<DeletionPlan> again) {
        DeletionPlan rest = plan;
        while (end == null && !rest.manifests().isEmpty()) {
            Instant until = Answers.await(mark.set(project, holder));
            rest = again.apply(rest);
            Map<String, List<Verdict>> manifests = rest.manifests();
            List<String> batch = manifests.keySet().stream().limit(BATCH).toList();
            Map<String, Outcome> outcomes = TenAtATime.ask(
                    batch,
                    digest -> clock.instant().isBefore(until)
                            ? delete(remover, Optional.of(digest), manifests.getOrDefault(digest, List.of()))
                            : CompletableFuture.completedFuture(new Outcome.Later()));
            outcomes.values().removeIf(outcome -> outcome instanceof Outcome.Later);
            for (Map.Entry<String, Outcome> outcome : outcomes.entrySet()) {
                note(outcome.getValue(), manifests.getOrDefault(outcome.getKey(), List.of()));
            }
            rest = rest.without(outcomes.keySet());
        }
        rest.manifests().values().forEach(failed::addAll);
        return rest;
    }

    private void records(ImageRemover remover, List<Verdict> records) {
        if (!failed.isEmpty()) {
            failed.addAll(records);
            return;
        }
        TenAtATime.ask(
                        records,
                        record -> registry.digest(new ImageName(repository, record.tag()))
                                .thenCompose(digest -> delete(remover, digest, List.of(record))))
                .forEach((record, outcome) -> note(outcome, List.of(record)));
    }

    private void note(Outcome outcome, List<Verdict> verdicts) {
        if (outcome instanceof Outcome.Refused refused) {
            failed.addAll(verdicts);
            failures.add(refused.reason());
        } else {
            deleted.addAll(verdicts);
        }
    }

    private CompletableFuture<Outcome> delete(ImageRemover remover, Optional<String> digest, List<Verdict> verdicts) {
        WerfException ended = end;
        if (ended != null) {
            return CompletableFuture.completedFuture(new Outcome.Refused(ended));
        }
        List<String> tags = verdicts.stream().map(Verdict::tag).toList();
        return digest.map(known -> remover.remove(known, tags))
                .orElseGet(() -> CompletableFuture.completedFuture(false))
                .<Outcome>thenApply(wasThere -> new Outcome.Gone())
                .exceptionally(failure -> {
                    Throwable cause = Answers.cause(failure);
                    if (!(cause instanceof WerfException refusal)) {
                        throw new CompletionException(cause);
                    }
                    if (isTheSameForAll(refusal)) {
                        end = refusal;
                    }
                    return new Outcome.Refused(refusal);
                });
    }

    private static boolean isTheSameForAll(WerfException refusal) {
        return refusal instanceof RegistryRefusedException
                || (refusal instanceof RegistryErrorException error
                        && (error.code() == METHOD_NOT_ALLOWED
                                || error.errors().stream().anyMatch(text -> text.contains("UNSUPPORTED"))));
    }
}
