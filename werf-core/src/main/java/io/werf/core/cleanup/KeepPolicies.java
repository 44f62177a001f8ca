package io.werf.core.cleanup;

import io.werf.core.config.CleanupConfig.KeepPolicy;
import io.werf.core.config.CleanupConfig.Limit;
import io.werf.core.config.CleanupConfig.Operator;
import io.werf.core.config.CleanupConfig.ReferenceKind;
import io.werf.core.git.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which references count, and how many images of each. */
final class KeepPolicies {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Limit ALL = new Limit(-1, Optional.empty(), Operator.AND);

    /** werf's own: the ten newest tags, what was built for the ten liveliest branches within a week, ten of the main ones. */
    static final List<KeepPolicy> DEFAULT = List.of(
            new KeepPolicy(ReferenceKind.TAG, "/.*/", last(10), last(1)),
            new KeepPolicy(ReferenceKind.BRANCH, "/.*/", lastWithinAWeek(10), lastWithinAWeek(2)),
            new KeepPolicy(ReferenceKind.BRANCH, "/^(main|master|staging|production)$/", ALL, last(10)));

    private static final Comparator<Reference> BRANCHES_FIRST_THEN_NEWEST = Comparator.comparing(Reference::kind)
            .thenComparing(Comparator.comparing(Reference::date).reversed())
            .thenComparing(Reference::name);

    private KeepPolicies() {}

    private static Limit last(int count) {
        return new Limit(count, Optional.empty(), Operator.AND);
    }

    private static Limit lastWithinAWeek(int count) {
        return new Limit(count, Optional.of(WEEK), Operator.AND);
    }

    /**
     * The references that a policy selects, each with the limit of its images; of several policies the last one counts.
     * Branches come first, then the newest.
     *
     * @param policies none means the default ones
     * @throws InvalidKeepPolicyException if a pattern is no regular expression
     */
    static Map<Reference, Limit> select(List<KeepPolicy> policies, List<Reference> references, Instant now) {
        Map<Reference, Limit> selected = new LinkedHashMap<>();
        for (KeepPolicy policy : policies.isEmpty() ? DEFAULT : policies) {
            select(policy, references, now).forEach(reference -> selected.put(reference, policy.imagesPerReference()));
        }
        Map<Reference, Limit> sorted = new LinkedHashMap<>();
        selected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BRANCHES_FIRST_THEN_NEWEST))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static List<Reference> select(KeepPolicy policy, List<Reference> references, Instant now) {
        Pattern pattern = pattern(policy.pattern());
        Reference.Kind kind = policy.kind() == ReferenceKind.TAG ? Reference.Kind.TAG : Reference.Kind.BRANCH;
        List<Reference> matching = references.stream()
                .filter(reference -> reference.kind() == kind
                        && pattern.matcher(reference.name()).matches())
                .sorted(BRANCHES_FIRST_THEN_NEWEST)
                .toList();
        Limit limit = policy.references();
        Set<Reference> last = new HashSet<>(
                limit.last() < 0 || limit.last() >= matching.size()
                        ? matching
                        : matching.subList(0, (int) limit.last()));
        return matching.stream()
                .filter(reference -> {
                    if (limit.in().isEmpty()) {
                        return last.contains(reference);
                    }
                    boolean in = isWithin(limit.in().get(), reference.date(), now);
                    return limit.operator() == Operator.AND
                            ? in && last.contains(reference)
                            : in || last.contains(reference);
                })
                .toList();
    }

    /** Whether a time is less than {@code period} ago. */
    static boolean isWithin(Duration period, Instant time, Instant now) {
        return Duration.between(time, now).compareTo(period) < 0;
    }

    private static Pattern pattern(String written) {
        boolean expression = written.length() > 1 && written.startsWith("/") && written.endsWith("/");
        try {
            return Pattern.compile(expression ? written.substring(1, written.length() - 1) : Pattern.quote(written));
        } catch (PatternSyntaxException e) {
            throw new InvalidKeepPolicyException(written, e);
        }
    }
}
