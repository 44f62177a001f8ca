package io.werf.core.sandbox.api;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the simulated containers have said, per run. Thread-safe. */
public final class ContainerLogs {

    private record Container(String podUid, String name) {}

    /** A line and when it was said. */
    record Line(Instant time, String text) {}

    /** From a start of a container to its end. */
    static final class Run {
        private final List<Line> lines = new ArrayList<>();
        private boolean ended;

        synchronized void say(Line line) {
            lines.add(line);
            notifyAll();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized List<Line> lines() {
            return List.copyOf(lines);
        }

        /** Waits for lines after the first {@code seen}; empty when the run has ended without more. */
        synchronized List<Line> await(int seen) throws InterruptedException {
            while (lines.size() <= seen && !ended) {
                wait();
            }
            return List.copyOf(lines.subList(seen, lines.size()));
        }
    }

    private final Clock clock;
    private final Map<Container, List<Run>> runs = new HashMap<>();

    /** No container has run yet. */
    public ContainerLogs(Clock clock) {
        this.clock = clock;
    }

    /** A container starts, again perhaps, and says these lines. */
    public synchronized void start(String podUid, String container, List<String> lines) {
        Run run = new Run();
        lines.forEach(line -> run.say(new Line(Instant.now(clock), line)));
        List<Run> all = runs.computeIfAbsent(new Container(podUid, container), c -> new ArrayList<>());
        all.add(run);
        if (all.size() > 2) {
            all.remove(0);
        }
    }

    /** The container's present run ends. */
    public void end(String podUid, String container) {
        run(podUid, container, false).ifPresent(Run::end);
    }

    /** The pod is gone: its logs end and are forgotten. */
    public synchronized void forget(String podUid) {
        runs.forEach((container, all) -> {
            if (container.podUid.equals(podUid)) {
                all.forEach(Run::end);
            }
        });
        runs.keySet().removeIf(container -> container.podUid.equals(podUid));
    }

    /** The present run, or the one before it. */
    synchronized Optional<Run> run(String podUid, String container, boolean previous) {
        List<Run> all = runs.getOrDefault(new Container(podUid, container), List.of());
        int index = all.size() - (previous ? 2 : 1);
        return index < 0 ? Optional.empty() : Optional.of(all.get(index));
    }
}
