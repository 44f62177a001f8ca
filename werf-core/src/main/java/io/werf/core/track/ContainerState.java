package io.werf.core.track;

import io.werf.core.data.Tree;
import java.util.Optional;
import java.util.Set;

/**
 * A container of a pod as its status tells.
 *
 * @param restarts how often it was started again
 * @param reason why it waits or ended; {@code ""} while it runs
 * @param message more about that
 * @param ready whether its readiness probe succeeds, if it has one
 * @param started whether its startup probe has succeeded, if it has one
 * @param lastExit exit code of the present run if it ended, else of the run before; empty when it never ended
 * @param lastReason the reason that goes with it
 * @param lastMessage more about that
 */
record ContainerState(
        String name,
        boolean init,
        int restarts,
        Now now,
        String reason,
        String message,
        boolean ready,
        boolean started,
        Optional<Integer> lastExit,
        String lastReason,
        String lastMessage) {

    /** Reasons of a run that ended before the program's first instruction; Docker's and containerd's. */
    private static final Set<String> NEVER_RAN = Set.of("ContainerCannotRun", "StartError");

    /** What it does at present. */
    enum Now {
        WAITING,
        RUNNING,
        TERMINATED
    }

    static ContainerState of(Object status, boolean init) {
        Object state = Tree.map(status, "state");
        Object ended = Tree.get(state, "terminated");
        Object waits = Tree.map(state, "waiting");
        Object last = ended != null ? ended : Tree.map(status, "lastState", "terminated");
        Object why = ended != null ? ended : waits;
        return new ContainerState(
                Tree.string(status, "name").orElse(""),
                init,
                Tree.integer(status, "restartCount").orElse(0L).intValue(),
                ended != null ? Now.TERMINATED : Tree.get(state, "running") != null ? Now.RUNNING : Now.WAITING,
                Tree.string(why, "reason").orElse(""),
                Tree.string(why, "message").orElse(""),
                Tree.isTrue(status, "ready"),
                !Boolean.FALSE.equals(Tree.get(status, "started")),
                Tree.integer(last, "exitCode").map(Long::intValue),
                Tree.string(last, "reason").orElse(""),
                Tree.string(last, "message").orElse(""));
    }

    /** How often it has ended. The kubelet counts a restart only when it begins, so an ended run is not in it yet. */
    int exits() {
        return now != Now.RUNNING && lastExit.isPresent() ? restarts + 1 : restarts;
    }

    /** Whether the program of its last run could not be executed at all. */
    boolean couldNotRun() {
        return NEVER_RAN.contains(lastReason);
    }

    /** Whether it runs or ever ran, so that it has a log. */
    boolean hasStarted() {
        return now != Now.WAITING || lastExit.isPresent();
    }

    boolean waitsFor(String why) {
        return now == Now.WAITING && reason.equals(why);
    }
}
