package io.werf.core.cleanup;

import io.werf.core.error.WerfException;
import io.werf.core.registry.Answers;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Deletes what a plan says: images first, then records. */
final class Deletion {

    /** No content has this digest. */
    private static final String NOWHERE = "sha256:" + "0".repeat(64);

    private static final int METHOD_NOT_ALLOWED = 405;

    private final RegistryClient registry;
    private final Repository repository;

    Deletion(RegistryClient registry, Repository repository) {
        this.registry = registry;
        this.repository = repository;
    }

    /**
     * Asks to delete something that does not exist. A registry that can and may delete says that it is not there.
     *
     * @throws CleanupStoppedException if it says anything else
     */
    void probe() {
        try {
            Answers.await(registry.deleteManifest(repository, NOWHERE));
        } catch (WerfException e) {
            throw new CleanupStoppedException(repository.toString(), e);
        }
    }

    /**
     * Deletes manifests ten at a time. What the registry refuses for a reason of its own does not keep the others, but what
     * would be the same for all ends it. The records stay when an image could not be deleted: they say whose it is.
     *
     * @throws DeletionFailedException if something was not deleted
     */
    CleanupResult run(String command, DeletionPlan plan) {
        AtomicReference<@Nullable WerfException> end = new AtomicReference<>();
        List<WerfException> failures = new ArrayList<>();
        List<Verdict> deleted = new ArrayList<>();
        List<Verdict> failed = new ArrayList<>();
        for (Predicate<Verdict> phase : List.<Predicate<Verdict>>of(Deletion::isImage, verdict -> !isImage(verdict))) {
            List<Map.Entry<String, List<Verdict>>> manifests = plan.manifests().entrySet().stream()
                    .filter(manifest -> manifest.getValue().stream().anyMatch(phase))
                    .toList();
            if (!failed.isEmpty()) {
                manifests.forEach(manifest -> failed.addAll(manifest.getValue()));
                continue;
            }
            TenAtATime.ask(manifests, manifest -> delete(manifest.getKey(), end))
                    .forEach((manifest, failure) -> {
                        (failure.isEmpty() ? deleted : failed).addAll(manifest.getValue());
                        failure.ifPresent(failures::add);
                    });
        }
        CleanupResult result =
                new CleanupResult(command, false, repository.toString(), plan.staying(), deleted, failed);
        if (!failures.isEmpty()) {
            throw new DeletionFailedException(repository.toString(), result, failures.get(0));
        }
        return result;
    }

    private static boolean isImage(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.IMAGE;
    }

    private CompletableFuture<Optional<WerfException>> delete(
            String digest, AtomicReference<@Nullable WerfException> end) {
        WerfException ended = end.get();
        if (ended != null) {
            return CompletableFuture.completedFuture(Optional.of(ended));
        }
        return registry.deleteManifest(repository, digest)
                .thenApply(wasThere -> Optional.<WerfException>empty())
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                            ? wrapped.getCause()
                            : failure;
                    if (!(cause instanceof WerfException refusal)) {
                        throw new CompletionException(cause);
                    }
                    if (isTheSameForAll(refusal)) {
                        end.set(refusal);
                    }
                    return Optional.of(refusal);
                });
    }

    private static boolean isTheSameForAll(WerfException refusal) {
        return refusal instanceof RegistryRefusedException
                || (refusal instanceof RegistryErrorException error
                        && (error.code() == METHOD_NOT_ALLOWED
                                || error.errors().stream().anyMatch(text -> text.contains("UNSUPPORTED"))));
    }
}
