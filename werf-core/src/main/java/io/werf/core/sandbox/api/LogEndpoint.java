package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.api.ContainerLogs.Line;
import io.werf.core.sandbox.api.ContainerLogs.Run;
import io.werf.core.sandbox.http.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET pods/NAME/log}. */
final class LogEndpoint {

    private final ContainerLogs logs;
    private final Clock clock;

    LogEndpoint(ContainerLogs logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    void serve(Exchange exchange, Map<String, Object> pod) throws IOException {
        String uid = Tree.string(pod, "metadata", "uid").orElse("");
        String container = container(pod, exchange.query("container").orElse(""));
        boolean previous = isTrue(exchange, "previous");
        Optional<Run> run = logs.run(uid, container, previous);
        if (run.isEmpty()) {
            throw ApiFailure.badRequest(previous ? noPrevious(pod, container) : waiting(pod, container));
        }
        Instant since = since(exchange);
        boolean timestamps = isTrue(exchange, "timestamps");
        List<Line> past = run.get().lines();
        int seen = past.size();
        past = past.stream().filter(line -> !line.time().isBefore(since)).toList();
        long tail = number(exchange, "tailLines").orElse((long) past.size());
        OutputStream out = exchange.stream(200, "text/plain", 0);
        write(out, past.subList((int) Math.max(0, past.size() - tail), past.size()), timestamps);
        if (isTrue(exchange, "follow")) {
            follow(out, run.get(), seen, timestamps);
        }
    }

    private static void follow(OutputStream out, Run run, int from, boolean timestamps) throws IOException {
        int seen = from;
        try {
            for (List<Line> more = run.await(seen); !more.isEmpty(); more = run.await(seen)) {
                write(out, more, timestamps);
                seen += more.size();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closing
        }
    }

    private static void write(OutputStream out, List<Line> lines, boolean timestamps) throws IOException {
        for (Line line : lines) {
            String text = (timestamps ? line.time() + " " : "") + line.text() + "\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private static String container(Map<String, Object> pod, String wanted) {
        String name = Tree.string(pod, "metadata", "name").orElse("");
        List<String> main = names(pod, "containers");
        List<String> init = names(pod, "initContainers");
        if (wanted.isEmpty()) {
            if (main.size() == 1) {
                return main.get(0);
            }
            String choice = "choose one of: [" + String.join(" ", main) + "]";
            throw ApiFailure.badRequest("a container name must be specified for pod " + name + ", " + choice);
        }
        if (!main.contains(wanted) && !init.contains(wanted)) {
            throw ApiFailure.badRequest("container " + wanted + " is not valid for pod " + name);
        }
        return wanted;
    }

    private static List<String> names(Map<String, Object> pod, String list) {
        List<String> names = new ArrayList<>();
        Tree.list(pod, "spec", list)
                .forEach(c -> names.add(Tree.string(c, "name").orElse("")));
        return names;
    }

    private static String noPrevious(Map<String, Object> pod, String container) {
        return "previous terminated container \"" + container + "\" in pod \""
                + Tree.string(pod, "metadata", "name").orElse("") + "\" not found";
    }

    private static String waiting(Map<String, Object> pod, String container) {
        String reason = "ContainerCreating";
        for (Object status : Tree.list(pod, "status", "containerStatuses")) {
            if (Tree.string(status, "name").orElse("").equals(container)) {
                reason = Tree.string(status, "state", "waiting", "reason").orElse(reason);
            }
        }
        String why = reason.contains("ImagePull") || reason.contains("InvalidImage")
                ? "trying and failing to pull image"
                : reason;
        return "container \"" + container + "\" in pod \""
                + Tree.string(pod, "metadata", "name").orElse("") + "\" is waiting to start: " + why;
    }

    private Instant since(Exchange exchange) {
        Optional<Long> seconds = number(exchange, "sinceSeconds");
        if (seconds.isPresent()) {
            return Instant.now(clock).minusSeconds(seconds.get());
        }
        try {
            return exchange.query("sinceTime")
                    .map(java.time.OffsetDateTime::parse)
                    .map(java.time.OffsetDateTime::toInstant)
                    .orElse(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            throw ApiFailure.badRequest("sinceTime is no time: " + e.getParsedString());
        }
    }

    private static Optional<Long> number(Exchange exchange, String name) {
        return exchange.query(name).filter(text -> text.matches("\\d{1,9}")).map(Long::parseLong);
    }

    private static boolean isTrue(Exchange exchange, String name) {
        return exchange.query(name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }
}
