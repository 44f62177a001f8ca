package io.werf.core;

import io.werf.core.data.Sha256;
import io.werf.core.error.WerfException;
import io.werf.core.kube.Denial;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The Role and the RoleBinding that give an account what it lacks, ready for {@code kubectl apply -f -}. */
final class RoleAdvice {

    private static final String API = "rbac.authorization.k8s.io";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final Set<String> READING = Set.of("get", "list", "watch");

    /** What the cluster makes of the objects of a chart, and a deploy only looks at. */
    private static final Set<String> OBSERVED = Set.of("pods", "replicasets", "events");

    /** All that a deploy does with objects: else one right after the other would be asked for. */
    private static final Set<String> DEPLOYING = Set.of("create", "delete", "get", "list", "patch", "update", "watch");

    /** For one account in one namespace, or in the whole cluster. */
    private record Place(String account, Optional<String> namespace) {}

    /** A rule gives verbs on a resource of a group. */
    private record Thing(String group, String resource) {}

    private RoleAdvice() {}

    /** What an error says of lacking rights; of one that holds several, what all of them say. */
    static Optional<String> of(WerfException error) {
        List<Denial> denials = Denial.in(error);
        return denials.isEmpty() ? Optional.empty() : Optional.of(of(denials));
    }

    private static String of(List<Denial> denials) {
        Map<Place, Map<Thing, Set<String>>> rules = new LinkedHashMap<>();
        for (Denial denial : denials) {
            rules.computeIfAbsent(new Place(denial.account(), denial.namespace()), place -> new LinkedHashMap<>())
                    .computeIfAbsent(new Thing(denial.group(), denial.resource()), thing -> new TreeSet<>())
                    .addAll(verbs(denial));
        }
        rules.values().forEach(RoleAdvice::withLogs);
        return "Use another context ( -Dwerf.kubeContext=NAME ), or have somebody who may apply this"
                + " (to look only, get, list and watch are enough):\n\n"
                + rules.entrySet().stream()
                        .map(place -> objects(place.getKey(), place.getValue()))
                        .collect(Collectors.joining("---\n"));
    }

    /** Who looks at pods looks at their logs next. */
    private static void withLogs(Map<Thing, Set<String>> rules) {
        if (rules.containsKey(new Thing("", "pods"))) {
            rules.computeIfAbsent(new Thing("", "pods/log"), thing -> new TreeSet<>())
                    .add("get");
        }
    }

    private static Set<String> verbs(Denial denial) {
        Set<String> verbs = new LinkedHashSet<>(Set.of(denial.verb()));
        if (!denial.resource().contains("/")) {
            boolean looks = READING.contains(denial.verb()) && OBSERVED.contains(denial.resource());
            verbs.addAll(looks ? READING : DEPLOYING);
        }
        return verbs;
    }

    private static String objects(Place place, Map<Thing, Set<String>> rules) {
        StringBuilder lines = new StringBuilder();
        rules.forEach((thing, verbs) -> lines.append("- {apiGroups: ")
                .append(list(Set.of(thing.group())))
                .append(", resources: ")
                .append(list(Set.of(thing.resource())))
                .append(", verbs: ")
                .append(list(verbs))
                .append("}\n"));
        String scope = place.namespace().isPresent() ? "" : "Cluster";
        // Named by what it gives to whom: another one, asked for later, must not take the place of this one.
        String name = "werf-" + rules.keySet().iterator().next().resource().replace('/', '-') + "-"
                + Sha256.hex(place.account() + lines).substring(0, 6);
        String metadata = "metadata: {name: " + name
                + place.namespace()
                        .map(namespace -> ", namespace: " + namespace)
                        .orElse("") + "}\n";
        StringBuilder text = new StringBuilder();
        text.append("apiVersion: " + API + "/v1\nkind: " + scope + "Role\n" + metadata + "rules:\n" + lines);
        text.append("---\napiVersion: " + API + "/v1\nkind: " + scope + "RoleBinding\n" + metadata);
        text.append("roleRef: {apiGroup: " + API + ", kind: " + scope + "Role, name: " + name + "}\n");
        return text.append("subjects:\n- ")
                .append(subject(place.account()))
                .append('\n')
                .toString();
    }

    private static String list(Collection<String> words) {
        return words.stream().map(word -> word.isEmpty() ? "\"\"" : word).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String subject(String account) {
        String[] parts = account.startsWith(SERVICE_ACCOUNT)
                ? account.substring(SERVICE_ACCOUNT.length()).split(":", 2)
                : new String[0];
        return parts.length == 2
                ? "{kind: ServiceAccount, namespace: " + parts[0] + ", name: " + parts[1] + "}"
                : "{kind: User, apiGroup: " + API + ", name: \"" + account + "\"}";
    }
}
