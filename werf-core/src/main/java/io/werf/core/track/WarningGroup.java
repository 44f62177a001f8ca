package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Warning events of one object that say the same but for numbers: ids of sandboxes and containers, times, attempts. */
record WarningGroup(List<KubeObject> events) {

    private static final Pattern CHANGING = Pattern.compile("\\b[0-9a-f]{8,}(-[0-9a-f]{4,})*\\b|\\d+");

    /** Those that came last, at most so many, in the order of their last time. */
    static List<WarningGroup> last(List<KubeObject> events, int most) {
        Map<String, List<KubeObject>> groups = new LinkedHashMap<>();
        events.stream()
                .sorted(Comparator.comparing(ClusterEvents::time))
                .forEach(event -> groups.computeIfAbsent(what(event), same -> new ArrayList<>())
                        .add(event));
        List<WarningGroup> sorted = groups.values().stream()
                .map(WarningGroup::new)
                .sorted(Comparator.comparing(group -> ClusterEvents.time(group.latest())))
                .toList();
        return sorted.subList(Math.max(0, sorted.size() - most), sorted.size());
    }

    private static String what(KubeObject event) {
        return CHANGING.matcher(reason(event) + " " + message(event)).replaceAll("#");
    }

    private static String reason(KubeObject event) {
        return Tree.string(event.body(), "reason").orElse("");
    }

    private static String message(KubeObject event) {
        return Tree.string(event.body(), "message").orElse("");
    }

    private KubeObject latest() {
        return events.get(events.size() - 1);
    }

    /** {@code Reason — message (5 times in 40 s)}, in the words of the latest. */
    String text() {
        long count = events.stream().mapToLong(ClusterEvents::count).sum();
        String words = reason(latest()) + " — " + Text.oneLine(message(latest()));
        return count == 1 ? words : words + " (" + count + " times" + during() + ")";
    }

    private String during() {
        String first = events.stream()
                .map(ClusterEvents::firstTime)
                .min(Comparator.naturalOrder())
                .orElse("");
        String last = ClusterEvents.time(latest());
        if (first.isEmpty() || last.compareTo(first) <= 0) {
            return "";
        }
        try {
            Duration span = Duration.between(Instant.parse(first + "Z"), Instant.parse(last + "Z"));
            return " in " + (span.toMinutes() > 0 ? Text.duration(span) : span.toSeconds() + " s");
        } catch (DateTimeParseException e) {
            return ""; // whoever wrote the event made up its times
        }
    }
}
