package io.werf.core.registry.vendor;

import io.werf.core.registry.Answers;
import io.werf.core.registry.RegistryRefusedException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Says which right is missing, in the words of the vendor, when a registry refuses. */
record ExplainingRemover(ImageRemover remover, Vendor vendor) implements ImageRemover {

    @Override
    public CompletableFuture<Void> probe() {
        return explained(remover.probe());
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return explained(remover.remove(digest, tags));
    }

    private <T> CompletableFuture<T> explained(CompletableFuture<T> answer) {
        return answer.exceptionallyCompose(failure -> {
            Throwable cause = Answers.cause(failure);
            return CompletableFuture.failedFuture(
                    cause instanceof RegistryRefusedException refusal ? refusal.needing(vendor.right()) : cause);
        });
    }
}
