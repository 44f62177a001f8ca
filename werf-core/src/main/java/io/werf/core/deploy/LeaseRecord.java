package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the Lease of a release.
 *
 * @param holder unlike that of any other lock: a name for people, a space, something random
 */
record LeaseRecord(ResourceId id, String holder, Clock clock) {

    /** So far apart no two clocks are: a Lease that old is dead without watching it for a while. */
    private static final Duration SURELY_DEAD = Duration.ofMinutes(1);

    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** A Lease of ours, renewed now; with the version of the live one, if there is one. */
    KubeObject body(Optional<KubeObject> live) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", id.name(), "namespace", id.namespace()));
        live.ifPresent(seen -> {
            metadata.put("resourceVersion", seen.resourceVersion());
            metadata.put("uid", seen.uid()); // without it the server would make a deleted Lease anew
        });
        String now = MICRO_TIME.format(clock.instant());
        Map<String, Object> spec = Map.of(
                "holderIdentity",
                holder,
                "leaseDurationSeconds",
                ReleaseLock.DURATION.toSeconds(),
                "acquireTime",
                live.filter(this::isOurs)
                        .flatMap(seen -> Tree.string(seen.body(), "spec", "acquireTime"))
                        .orElse(now),
                "renewTime",
                now);
        return new KubeObject(new LinkedHashMap<>(
                Map.of("apiVersion", id.apiVersion(), "kind", id.kind(), "metadata", metadata, "spec", spec)));
    }

    boolean isOurs(KubeObject lease) {
        return holderOf(lease).equals(holder);
    }

    /** Whether nobody holds it, or somebody who is surely dead. */
    boolean isFree(KubeObject lease) {
        return holderOf(lease).isEmpty()
                || renewTime(lease)
                        .map(at -> at.plus(durationOf(lease)).plus(SURELY_DEAD).isBefore(clock.instant()))
                        .orElse(true);
    }

    static String holderOf(KubeObject lease) {
        return Tree.string(lease.body(), "spec", "holderIdentity").orElse("");
    }

    /** The part of a holder's name that is for people. */
    static String readable(String holder) {
        int space = holder.lastIndexOf(' ');
        return space < 0 ? holder : holder.substring(0, space);
    }

    /** Who holds it, since when and until when, for people. */
    static String describe(KubeObject lease) {
        List<String> times = new ArrayList<>();
        time(lease, "acquireTime").ifPresent(at -> times.add("since " + at.truncatedTo(ChronoUnit.SECONDS)));
        renewTime(lease)
                .map(at -> at.plus(durationOf(lease)).truncatedTo(ChronoUnit.SECONDS))
                .ifPresent(at -> times.add("expires at " + at + " unless it is renewed"));
        return readable(holderOf(lease)) + (times.isEmpty() ? "" : " (" + String.join(", ", times) + ")");
    }

    static Duration durationOf(KubeObject lease) {
        return Tree.integer(lease.body(), "spec", "leaseDurationSeconds")
                .map(Duration::ofSeconds)
                .orElse(ReleaseLock.DURATION);
    }

    static Optional<Instant> renewTime(KubeObject lease) {
        return time(lease, "renewTime");
    }

    private static Optional<Instant> time(KubeObject lease, String field) {
        try {
            return Tree.string(lease.body(), "spec", field).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
