package io.werf.core.track;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which log lines of an object's pods are shown. Expressions are RE2's and are searched for anywhere in the line; of a line longer
 * than 64 KiB in each of the parts in which it comes.
 *
 * @param replicas of how many pods at a time ({@code werf.io/show-logs-only-for-number-of-replicas}); 0 of none, as with
 *     {@code werf.io/skip-logs}
 * @param skippedContainers whose logs are not read ({@code werf.io/skip-logs-for-containers})
 * @param onlyContainers whose logs alone are read, if there are any ({@code werf.io/show-logs-only-for-containers})
 * @param skip lines with it are left out ({@code werf.io/log-regex-skip})
 * @param skipFor the same by container ({@code werf.io/log-regex-skip-for-CONTAINER})
 * @param only lines without it are left out ({@code werf.io/log-regex})
 * @param onlyFor the same by container ({@code werf.io/log-regex-for-CONTAINER})
 */
public record LogOptions(
        int replicas,
        Set<String> skippedContainers,
        Set<String> onlyContainers,
        Optional<Pattern> skip,
        Map<String, Pattern> skipFor,
        Optional<Pattern> only,
        Map<String, Pattern> onlyFor) {

    /** All lines of one pod. */
    static final LogOptions DEFAULT =
            new LogOptions(1, Set.of(), Set.of(), Optional.empty(), Map.of(), Optional.empty(), Map.of());

    private static final String CONTAINERS = "names of containers, separated by commas";
    private static final String EXPRESSION = "a regular expression (RE2)";
    private static final int LONGEST_EXPRESSION = 1000;

    /** Copies the collections. */
    public LogOptions {
        skippedContainers = Set.copyOf(skippedContainers);
        onlyContainers = Set.copyOf(onlyContainers);
        skipFor = Map.copyOf(skipFor);
        onlyFor = Map.copyOf(onlyFor);
    }

    static LogOptions from(Annotations annotations) {
        boolean none = annotations
                .read("skip-logs", "true or false", TrackOptions::bool)
                .orElse(false);
        int replicas = annotations
                .read("show-logs-only-for-number-of-replicas", "a whole number from 0", TrackOptions::count)
                .orElse(1);
        return new LogOptions(
                none ? 0 : replicas,
                annotations
                        .read("skip-logs-for-containers", CONTAINERS, LogOptions::names)
                        .orElse(Set.of()),
                annotations
                        .read("show-logs-only-for-containers", CONTAINERS, LogOptions::names)
                        .orElse(Set.of()),
                annotations.read("log-regex-skip", EXPRESSION, LogOptions::expression),
                annotations.readEach("log-regex-skip-for-", EXPRESSION, LogOptions::expression),
                annotations.read("log-regex", EXPRESSION, LogOptions::expression),
                annotations.readEach("log-regex-for-", EXPRESSION, LogOptions::expression));
    }

    private static Optional<Set<String>> names(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return names.contains("")
                ? Optional.empty()
                : Optional.of(names.stream().collect(Collectors.toSet()));
    }

    private static Optional<Pattern> expression(String text) {
        if (text.length() > LONGEST_EXPRESSION) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The same, but nothing is shown. */
    LogOptions none() {
        return new LogOptions(0, skippedContainers, onlyContainers, skip, skipFor, only, onlyFor);
    }

    /** Whether the log of a container is read at all. */
    boolean follows(String container) {
        return !skippedContainers.contains(container)
                && (onlyContainers.isEmpty() || onlyContainers.contains(container));
    }

    /** Which lines of a container are shown. */
    Predicate<String> linesOf(String container) {
        List<Pattern> without = all(skip, skipFor, container);
        List<Pattern> with = all(only, onlyFor, container);
        return line -> without.stream()
                        .noneMatch(pattern -> pattern.matcher(line).find())
                && with.stream().allMatch(pattern -> pattern.matcher(line).find());
    }

    private static List<Pattern> all(Optional<Pattern> general, Map<String, Pattern> own, String container) {
        return Stream.concat(general.stream(), Optional.ofNullable(own.get(container)).stream())
                .toList();
    }
}
