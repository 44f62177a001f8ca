package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.error.Problems;
import io.werf.core.plan.Policy.DeletePolicy;
import io.werf.core.plan.Policy.ResourcePolicy;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads the annotations that steer a deploy; every value is checked before anything is touched. */
final class PolicyReader {

    private static final String HOOK = "helm.sh/hook";
    private static final String HOOK_WEIGHT = "helm.sh/hook-weight";
    private static final String HOOK_DELETE_POLICY = "helm.sh/hook-delete-policy";
    private static final String HELM_RESOURCE_POLICY = "helm.sh/resource-policy";
    private static final String WEIGHT = "werf.io/weight";
    private static final String DELETE_POLICY = "werf.io/delete-policy";
    private static final String PROPAGATION = "werf.io/delete-propagation";
    private static final String OWNERSHIP = "werf.io/ownership";
    private static final String RESOURCE_POLICY = "werf.io/resource-policy";
    private static final String DEPLOY_ON = "werf.io/deploy-on";
    private static final String REPLICAS = "werf.io/replicas-on-creation";
    private static final String TERMINATION_MODE = "werf.io/track-termination-mode";

    /** Helm's words; {@code crd-install} is Helm 2's and means nothing since. */
    private static final Set<String> HOOK_EVENTS = Set.of(
            "pre-install",
            "post-install",
            "pre-upgrade",
            "post-upgrade",
            "pre-rollback",
            "post-rollback",
            "pre-delete",
            "post-delete",
            "test",
            "test-success",
            "crd-install");

    private static final Set<String> RESOURCE_POLICIES =
            Set.of("keep", "skip-create", "skip-update", "skip-recreate", "skip-delete");

    private final Map<String, Object> annotations;
    private final BiFunction<String, String, ResourceException> error;
    private final Problems problems;

    private PolicyReader(
            Map<String, Object> annotations, Problems problems, BiFunction<String, String, ResourceException> error) {
        this.problems = problems;
        this.annotations = annotations;
        this.error = error;
    }

    /**
     * Reads them.
     *
     * @param problems gets an error for each that has a value that it cannot have
     * @param error makes the error for an annotation's key and a message
     */
    static Policy read(
            Map<String, Object> body,
            String kind,
            boolean standalone,
            Problems problems,
            BiFunction<String, String, ResourceException> error) {
        PolicyReader reader = new PolicyReader(Tree.map(body, "metadata", "annotations"), problems, error);
        Sensitivity.check(body, problems, reader::bad);
        return reader.policy(kind, standalone);
    }

    private Policy policy(String kind, boolean standalone) {
        Set<String> events = words(HOOK, HOOK_EVENTS);
        boolean hook = !events.isEmpty();
        boolean owned = choice(OWNERSHIP, "anyone", "release")
                .map(value -> value.equals("release") && !standalone)
                .orElse(!standalone && !hook);
        boolean tracked = choice(TERMINATION_MODE, "WaitUntilResourceReady", "NonBlocking")
                .map(value -> !value.equals("NonBlocking"))
                .orElse(true);
        DependencyReader dependencies = new DependencyReader(annotations, problems, this::bad);
        return new Policy(
                events,
                deployOn(events, standalone),
                weight(hook),
                deletePolicies(kind, hook),
                resourcePolicies(standalone),
                owned,
                tracked,
                choice(PROPAGATION, "Foreground", "Background", "Orphan").orElse("Foreground"),
                replicasOnCreation(),
                dependencies.deploy(),
                dependencies.delete(),
                dependencies.external());
    }

    private Set<String> deployOn(Set<String> events, boolean standalone) {
        Set<String> ordinary = Set.of("install", "upgrade", "rollback");
        if (standalone || !annotations.containsKey(DEPLOY_ON)) {
            return events.isEmpty() || standalone ? ordinary : events;
        }
        Set<String> allowed = new HashSet<>(HOOK_EVENTS);
        allowed.addAll(ordinary);
        allowed.add("delete");
        if (words(DEPLOY_ON).isEmpty()) {
            problems.add(bad(DEPLOY_ON, listOf(allowed)));
        }
        return words(DEPLOY_ON, allowed);
    }

    private Set<ResourcePolicy> resourcePolicies(boolean standalone) {
        Set<ResourcePolicy> policies = EnumSet.noneOf(ResourcePolicy.class);
        if (standalone || words(HELM_RESOURCE_POLICY, Set.of("keep")).contains("keep")) {
            policies.add(ResourcePolicy.KEEP);
        }
        words(RESOURCE_POLICY, RESOURCE_POLICIES)
                .forEach(word -> policies.add(
                        ResourcePolicy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'))));
        return policies;
    }

    private Optional<Integer> replicasOnCreation() {
        Optional<String> text = value(REPLICAS);
        if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
            problems.add(bad(REPLICAS, "a whole number from 0"));
            return Optional.empty();
        }
        return text.map(Integer::valueOf);
    }

    private int weight(boolean hook) {
        Optional<String> weight = value(WEIGHT);
        String key = weight.isPresent() || !hook ? WEIGHT : HOOK_WEIGHT;
        Optional<String> text = value(key);
        try {
            return text.map(Integer::parseInt).orElse(0);
        } catch (NumberFormatException e) {
            problems.add(bad(key, "a whole number"));
            return 0;
        }
    }

    private Set<DeletePolicy> deletePolicies(String kind, boolean hook) {
        Set<DeletePolicy> policies = EnumSet.noneOf(DeletePolicy.class);
        if (annotations.containsKey(DELETE_POLICY)) {
            for (String word : words(
                    DELETE_POLICY, Set.of("before-creation", "before-creation-if-immutable", "succeeded", "failed"))) {
                policies.add(DeletePolicy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        } else if (hook && annotations.containsKey(HOOK_DELETE_POLICY)) {
            Map<String, DeletePolicy> names = Map.of(
                    "before-hook-creation", DeletePolicy.BEFORE_CREATION,
                    "hook-succeeded", DeletePolicy.SUCCEEDED,
                    "hook-failed", DeletePolicy.FAILED);
            words(HOOK_DELETE_POLICY, names.keySet())
                    .forEach(word -> Optional.ofNullable(names.get(word)).ifPresent(policies::add));
        } else if (hook) {
            policies.add(DeletePolicy.BEFORE_CREATION);
        } else if (kind.equals("Job")) {
            policies.add(DeletePolicy.BEFORE_CREATION_IF_IMMUTABLE);
        }
        return policies;
    }

    private Optional<String> choice(String key, String... allowed) {
        Optional<String> value = value(key);
        if (value.isPresent() && !List.of(allowed).contains(value.get())) {
            problems.add(bad(key, "one of " + String.join(", ", allowed)));
            return Optional.empty();
        }
        return value;
    }

    private Set<String> words(String key, Set<String> allowed) {
        Set<String> words = words(key);
        if (!allowed.containsAll(words)) {
            problems.add(bad(key, listOf(allowed)));
            return Set.of();
        }
        return words;
    }

    private Set<String> words(String key) {
        Set<String> words = new LinkedHashSet<>();
        Stream.of(value(key).orElse("").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        return words;
    }

    private static String listOf(Set<String> allowed) {
        return "a list of: " + String.join(", ", allowed.stream().sorted().toList());
    }

    private Optional<String> value(String key) {
        return annotations.get(key) instanceof String text ? Optional.of(text.strip()) : Optional.empty();
    }

    private ResourceException bad(String key, String wanted) {
        return error.apply(key, "annotation " + key + " is \"" + annotations.get(key) + "\"; it must be " + wanted);
    }
}
