package io.werf.it.bench;

import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Which of 20 images are in a repository of 10,000 tags, whose registry takes 50 ms for each answer. Each run has a client of its
 * own, with new connections; the first one is that of a cold JVM. Started by {@code it/benchmark existence}.
 */
final class ExistenceBenchmark {

    private static final int TAGS = 10_000;
    private static final int IMAGES = 20;
    private static final int RUNS = 5;
    private static final Duration LATENCY = Duration.ofMillis(50);

    private ExistenceBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        try (SlowRegistry registry = new SlowRegistry(LATENCY)) {
            IntStream.range(0, TAGS).forEach(i -> registry.add(tag(i)));
            Repository repository = Repository.parse(registry.host() + "/shop");
            System.out.println(
                    IMAGES + " images in a repository of " + TAGS + " tags; " + LATENCY.toMillis() + " ms latency");
            for (int run = 0; run <= RUNS; run++) {
                registry.forget();
                long start = System.nanoTime();
                long present = present(repository);
                long millis = (System.nanoTime() - start) / 1_000_000;
                System.out.printf(
                        "%s  %4d ms = %.1f round trips, %d requests, %d present%n",
                        run == 0 ? "cold" : "warm",
                        millis,
                        (double) millis / LATENCY.toMillis(),
                        registry.requests(),
                        present);
            }
        }
    }

    /** Every second of those that are asked for is there. */
    private static long present(Repository repository) {
        try (RegistryClient client =
                new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC())) {
            List<CompletableFuture<Optional<String>>> answers = IntStream.range(0, IMAGES)
                    .mapToObj(i -> client.digest(new ImageName(repository, tag(i % 2 == 0 ? i : TAGS + i))))
                    .toList();
            return answers.stream()
                    .filter(answer -> Answers.await(answer).isPresent())
                    .count();
        }
    }

    private static String tag(int number) {
        return String.format("%056x", number);
    }
}
