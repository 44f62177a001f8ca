package io.werf.core.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs a program: input is streamed in while output is read; an interrupt ends the program before this returns. */
final class ChildProcess {

    private static final int GRACE_SECONDS = 10;

    private ChildProcess() {}

    /** Writes the standard input of a program. */
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Runs a program to its end; standard error is read like standard output.
     *
     * @return the exit code
     * @throws IOException if it cannot be started, or ended well although its input could not be written
     */
    static int run(List<String> command, Map<String, String> environment, Input input, Consumer<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        FutureTask<Boolean> writing = start(command.get(0) + " input", () -> {
            try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
                input.writeTo(out);
            }
            return true;
        });
        FutureTask<Boolean> reading = start(command.get(0) + " output", () -> {
            OutputLines.read(process.getInputStream(), lines);
            return true;
        });
        try {
            awaitInput(writing);
            int exit = process.waitFor();
            result(reading);
            if (exit == 0) {
                result(writing);
            }
            return exit;
        } finally {
            end(process);
        }
    }

    /** Input that fails for a reason of its own is the failure of all; the program is not waited for, which would wait for the rest. */
    private static void awaitInput(FutureTask<Boolean> writing) throws InterruptedException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw unchecked(e);
            }
            // A program that needs no more input closes it; its exit code tells whether that was right.
        }
    }

    private static FutureTask<Boolean> start(String name, Callable<Boolean> work) {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "werf-build " + name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void result(FutureTask<Boolean> task) throws IOException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(ExecutionException e) {
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        // The docker program runs its plugins as processes of their own, and takes note of their end.
        interrupted |= end(process.descendants().toList());
        interrupted |= end(List.of(process.toHandle()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks processes to end, and makes them end when that takes long; returns whether the waiting was interrupted. */
    private static boolean end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(GRACE_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException | ExecutionException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
            return false;
        } catch (InterruptedException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
            return true;
        }
    }
}
