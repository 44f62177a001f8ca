package io.werf.core.git;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Branches and tags, and every commit that can be reached from them. Immutable plain data in memory: about a hundred bytes for
 * each commit.
 */
public final class History {

    private final List<Reference> references;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Instant[] dates;
    private final int[][] parents;

    private History(List<Reference> references, List<Node> commits) {
        this.references = List.copyOf(references);
        this.dates = new Instant[commits.size()];
        this.parents = new int[commits.size()][];
        for (Node commit : commits) {
            int number = numbers.size();
            numbers.put(commit.hash(), number);
            dates[number] = commit.date();
        }
        for (int i = 0; i < commits.size(); i++) {
            parents[i] = commits.get(i).parents().stream()
                    .mapToInt(parent -> numbers.getOrDefault(parent, -1))
                    .filter(number -> number >= 0)
                    .toArray();
        }
    }

    /**
     * A commit as a node of the graph.
     *
     * @param hash full hex id
     * @param date committer date
     * @param parents their full ids; those that are not in the graph, as behind a shallow clone, count as none
     */
    public record Node(String hash, Instant date, List<String> parents) {

        /** Copies the list. */
        public Node {
            parents = List.copyOf(parents);
        }
    }

    /** A history of known references and commits. The hashes must be distinct. */
    public static History of(List<Reference> references, Collection<Node> commits) {
        return new History(references, List.copyOf(commits));
    }

    /** Branches and tags. */
    public List<Reference> references() {
        return references;
    }

    /** The committer date; empty when the commit is not reached from any reference. */
    public Optional<Instant> date(String commit) {
        return Optional.ofNullable(numbers.get(commit)).map(number -> dates[number]);
    }

    /** Walks breadth-first from a commit to its ancestors; reaches nothing when the commit is unknown. */
    public Reach from(String head) {
        int[] order = new int[dates.length];
        Arrays.fill(order, -1);
        int[] queue = new int[dates.length];
        int end = 0;
        int start = numbers.getOrDefault(head, -1);
        if (start >= 0) {
            order[start] = 0;
            queue[end++] = start;
        }
        for (int next = 0; next < end; next++) {
            for (int parent : parents[queue[next]]) {
                if (order[parent] < 0) {
                    order[parent] = end;
                    queue[end++] = parent;
                }
            }
        }
        return new Reach(order);
    }

    /** What was reached from a commit, itself included. */
    public final class Reach {

        private final int[] order;

        private Reach(int[] order) {
            this.order = order;
        }

        /** The commit's place in the walk, 0 for the head; empty when it is not reached. */
        public OptionalInt place(String commit) {
            int number = numbers.getOrDefault(commit, -1);
            return number < 0 || order[number] < 0 ? OptionalInt.empty() : OptionalInt.of(order[number]);
        }
    }
}
