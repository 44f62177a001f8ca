package io.werf.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Work that is done several times, by the clock. */
final class Measured {

    static final int RUNS = 5;

    private Measured() {}

    /**
     * Does the work once to warm the page cache, then five times, and prints the median with the range.
     *
     * @param work gives how long it took, in ms
     */
    static void print(String title, Callable<Long> work) throws Exception {
        work.call();
        List<Long> figures = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            figures.add(work.call());
        }
        print(title, figures);
    }

    /** Prints median and range of an odd number of figures. */
    static void print(String title, List<Long> figures) {
        List<Long> sorted = figures.stream().sorted().toList();
        System.out.printf(
                "  %-42s %6d  (%d - %d)%n",
                title, sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** How long some work takes, in ms. */
    static long time(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** How long a command takes, in ms; one that fails is an error with its output. */
    static long run(String... command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** Commits all that a repository has. */
    static void commit(Path project) throws IOException, InterruptedException {
        List<String> git = List.of("git", "-C", project.toString(), "-c", "user.name=a", "-c", "user.email=a@b");
        for (List<String> words : List.of(List.of("add", "-A"), List.of("commit", "-q", "-m", "change"))) {
            run(Stream.concat(git.stream(), words.stream()).toArray(String[]::new));
        }
    }
}
