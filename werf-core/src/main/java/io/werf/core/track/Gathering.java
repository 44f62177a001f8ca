package io.werf.core.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Holds what needs the pods or ReplicaSets of a workload back for a moment, so that workloads which are applied together, and whose
 * selectors differ in their values only, are served by one request. Used by the loop's thread only.
 */
final class Gathering<T> {

    /** So that a selector stays a short line. */
    private static final int MOST_AT_ONCE = 60;

    /** What a request is made for. */
    record Place(String namespace, List<String> shape) {}

    /** Who waits for it. */
    record Member<T>(LabelSelector selector, T who) {}

    private final Loop loop;
    private final Duration window;
    private final BiConsumer<Place, List<Member<T>>> request;
    private final Map<Place, List<Member<T>>> waiting = new HashMap<>();

    /**
     * @param window how long the first one waits for others
     * @param request serves those who came, by {@link LabelSelector#union}
     */
    Gathering(Loop loop, Duration window, BiConsumer<Place, List<Member<T>>> request) {
        this.loop = loop;
        this.window = window;
        this.request = request;
    }

    void add(String namespace, LabelSelector selector, T who) {
        Place place = new Place(namespace, selector.shape());
        List<Member<T>> members = waiting.get(place);
        if (members == null) {
            members = new ArrayList<>();
            waiting.put(place, members);
            var unused = loop.after(window, () -> serve(place));
        }
        members.add(new Member<>(selector, who));
        if (members.size() == MOST_AT_ONCE) {
            serve(place);
        }
    }

    private void serve(Place place) {
        List<Member<T>> members = waiting.remove(place);
        if (members != null) {
            request.accept(place, members);
        }
    }

    /** The query for all of them. */
    static <T> String selector(List<Member<T>> members) {
        return LabelSelector.union(members.stream().map(Member::selector).toList());
    }
}
