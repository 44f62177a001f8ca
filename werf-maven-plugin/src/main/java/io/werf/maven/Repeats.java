package io.werf.maven;

import io.werf.core.event.Event;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps a container, a build or a server that says the same again and again from filling the screen: what equals the line before of
 * the same source is counted, and the count is shown when it is 10, 100, 1000 …, and when something else follows. Not thread-safe.
 */
final class Repeats {

    /** Builds and rollouts have fewer sources at a time; those that are forgotten lose a count at most. */
    private static final int MOST_SOURCES = 1000;

    private final Map<String, Said> sources = new LinkedHashMap<>();

    /** The last event of a source, and how often it came after the first time. */
    private record Said(Event event, long again) {}

    /**
     * The lines to show for an event.
     *
     * @param lines what it says for itself
     */
    List<String> of(Event event, List<String> lines) {
        Optional<String> source = source(event);
        if (source.isEmpty()) {
            return lines;
        }
        Said said = sources.get(source.get());
        if (said != null && said.event().equals(event)) {
            long again = said.again() + 1;
            sources.put(source.get(), new Said(event, again));
            return isPowerOfTen(again) ? List.of(text(source.get(), again)) : List.of();
        }
        if (sources.size() >= MOST_SOURCES) {
            sources.clear();
        }
        sources.put(source.get(), new Said(event, 0));
        return said == null || said.again() == 0 || isPowerOfTen(said.again())
                ? lines
                : Stream.concat(Stream.of(text(source.get(), said.again())), lines.stream())
                        .toList();
    }

    /** What has not been said yet at the end. */
    List<String> rest() {
        Map<String, Said> all = new HashMap<>(sources);
        sources.clear();
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().again() > 0
                        && !isPowerOfTen(entry.getValue().again()))
                .map(entry -> text(entry.getKey(), entry.getValue().again()))
                .sorted()
                .toList();
    }

    private static Optional<String> source(Event event) {
        if (event instanceof Event.PodLog log) {
            return Optional.of("  " + log.pod() + "/" + log.container() + " │ ");
        }
        if (event instanceof Event.ImageBuildOutput output) {
            return Optional.of(output.image() + " │ ");
        }
        return event instanceof Event.Warning ? Optional.of("") : Optional.empty();
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest > 9 && rest % 10 == 0) {
            rest /= 10;
        }
        return count > 9 && rest == 1;
    }

    private static String text(String source, long count) {
        return source + "(the same " + (count == 1 ? "once" : count + " times") + " more)";
    }
}
