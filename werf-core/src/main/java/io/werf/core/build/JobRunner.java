package io.werf.core.build;

import io.werf.core.image.ImageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs jobs in parallel: each as soon as those it comes after are done. The first failure ends the others. */
final class JobRunner {

    private static final int GRACE_SECONDS = 30;

    private final int parallel;

    JobRunner(int parallel) {
        this.parallel = parallel;
    }

    /** The work of a job; must end soon after an interrupt. */
    @FunctionalInterface
    interface Work {
        void run(BuildJob job) throws InterruptedException;
    }

    /** Runs all jobs; returns when none of them runs any more, also after a failure. */
    void run(List<BuildJob> jobs, Work work) {
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, parallel), JobRunner::thread);
        try {
            new Run(executor, jobs, work).toTheEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while building images");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            end(executor);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "werf-build");
        thread.setDaemon(true);
        return thread;
    }

    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a build does not end " + GRACE_SECONDS + " s after it was cancelled");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The state of one run; used by one thread. */
    private static final class Run {

        private final ExecutorCompletionService<BuildJob> service;
        private final List<BuildJob> waiting;
        private final Work work;
        private final Set<ImageDigest> done = new HashSet<>();
        private int running;

        Run(ExecutorService executor, List<BuildJob> jobs, Work work) {
            this.service = new ExecutorCompletionService<>(executor);
            this.waiting = new ArrayList<>(jobs);
            this.work = work;
        }

        void toTheEnd() throws InterruptedException, ExecutionException {
            startReady();
            while (running > 0) {
                done.add(service.take().get().digest());
                running--;
                startReady();
            }
            if (!waiting.isEmpty()) {
                throw new IllegalStateException("images depend on each other in a circle: "
                        + waiting.stream().map(job -> job.image().name()).toList());
            }
        }

        private void startReady() {
            for (BuildJob job : List.copyOf(waiting)) {
                if (done.containsAll(job.after())) {
                    waiting.remove(job);
                    running++;
                    service.submit(() -> {
                        work.run(job);
                        return job;
                    });
                }
            }
        }
    }
}
