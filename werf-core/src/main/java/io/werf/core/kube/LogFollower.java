package io.werf.core.kube;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Follows one container's log: a thread that reads it and, where the connection broke, goes on after the last line. */
final class LogFollower implements KubeClient.LogStream, Runnable {

    static final int MAX_LINE_BYTES = 64 * 1024;

    private final Transport transport;
    private final Call call;
    private final Consumer<String> listener;
    private final Runnable onEnd;
    private final StreamSwitch stream = new StreamSwitch();

    private Instant last;
    private int linesAtLast;
    private int repeated;
    private boolean repeating;
    private boolean inLine;

    private LogFollower(Transport transport, Call call, Instant since, Consumer<String> listener, Runnable onEnd) {
        this.transport = transport;
        this.call = call.with("timestamps", "true");
        this.last = since;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    static LogFollower start(
            Transport transport, Executor threads, Call call, Instant since, Consumer<String> line, Runnable onEnd) {
        LogFollower follower = new LogFollower(transport, call, since, line, onEnd);
        threads.execute(follower);
        return follower;
    }

    @Override
    public void run() {
        int failures = 0;
        boolean follow = true;
        while (!stream.isClosed()) {
            if (stream.resume()) {
                follow = false;
            }
            try {
                read(follow ? call.with("follow", "true") : call);
                if (!stream.isInterrupted()) {
                    break; // the container ended, or what there was has been read
                }
            } catch (KubeApiException e) {
                if (!isNotYet(e)) {
                    if (e.code() != 404) {
                        emit("(the log cannot be read: " + e.reason() + " " + e.serverMessage() + ")");
                    }
                    break;
                }
                failures++;
            } catch (KubeConnectionException | IOException e) {
                failures++;
            } catch (CancellationException e) {
                if (!stream.isInterrupted()) {
                    return;
                }
            }
            if (!stream.isInterrupted() && !stream.pause(Retries.backOff(failures))) {
                return;
            }
        }
        if (!stream.isClosed()) {
            onEnd.run();
        }
    }

    private static boolean isNotYet(KubeApiException e) {
        return e.code() >= 500
                || (e.code() == 400
                        && (e.serverMessage().contains("ContainerCreating")
                                || e.serverMessage().contains("PodInitializing")));
    }

    private void read(Call call) throws IOException {
        // The server knows whole seconds only, so it repeats what came in the second of the last line.
        try (Transport.Stream open = transport.log(call.with("sinceTime", last.toString()), stream)) {
            if (!stream.holds(open)) {
                return;
            }
            repeated = linesAtLast;
            repeating = true;
            inLine = false;
            Lines lines = new Lines(open.body(), MAX_LINE_BYTES);
            boolean skipping = false;
            for (String line = lines.next(); line != null && !stream.isClosed(); line = lines.next()) {
                if (inLine) {
                    if (!skipping) {
                        emit(line);
                    }
                } else {
                    skipping = !first(line);
                }
                inLine = lines.isPartial();
            }
        }
    }

    /**
     * The beginning of a line, with its time; false when it was delivered before, or is older than wanted. That can only be at the
     * beginning of a stream: later a line may well be a little older than the one before, since the container's two outputs are
     * written down by two threads.
     */
    private boolean first(String line) {
        int space = line.indexOf(' ');
        Instant time;
        try {
            time = Instant.parse(space < 0 ? line : line.substring(0, space));
        } catch (DateTimeException e) {
            emit(line); // the runtime's own message
            return true;
        }
        if (repeating && (time.isBefore(last) || (time.equals(last) && repeated-- > 0))) {
            return false;
        }
        repeating = false;
        if (!time.isBefore(last)) {
            linesAtLast = time.equals(last) ? linesAtLast + 1 : 1;
            last = time;
        }
        emit(space < 0 ? "" : line.substring(space + 1));
        return true;
    }

    private void emit(String line) {
        if (!stream.isClosed()) {
            listener.accept(line);
        }
    }

    @Override
    public void finish() {
        stream.interrupt();
    }

    @Override
    public void close() {
        stream.close();
    }
}
