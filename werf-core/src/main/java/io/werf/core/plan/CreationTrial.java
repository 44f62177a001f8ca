package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the server, by a dry run, whether it will take an object that is to be made, so that nothing old goes before the new one is
 * refused. Only what is wrong with the object itself counts: what a webhook, a quota or an admission says depends on what else
 * is there by then, and is left to the apply. Thread-safe.
 */
final class CreationTrial {

    /** Under this end the name of an object that lives is free. */
    private static final String OTHER_NAME = "-trial";

    /** That of a CronJob; others may have more. */
    private static final int LONGEST_NAME = 52;

    /** One that every cluster has. */
    private static final String SOME_NAMESPACE = "default";

    private final KubeClient kube;
    private final boolean triesNew;
    private final List<Resource> renewed;
    private final Set<String> missingNamespaces = ConcurrentHashMap.newKeySet();

    /**
     * @param triesNew whether objects that do not exist are tried at all
     * @param renewed CRDs that change first: objects of theirs cannot be tried
     */
    CreationTrial(KubeClient kube, boolean triesNew, List<Resource> renewed) {
        this.kube = kube;
        this.triesNew = triesNew;
        this.renewed = renewed;
    }

    /**
     * Tries one that does not exist; while its namespace does not exist either, in {@code default}.
     *
     * @throws ObjectRefusedException if the server would not take it
     * @throws KubeApiException if the account may not make it
     */
    void create(Target target, KubeObject object) {
        String namespace = target.id().namespace();
        if (!triesNew || comesAfterItsKind(target)) {
            return;
        }
        if (missingNamespaces.contains(namespace)) {
            tryAs(target, renamed(object, SOME_NAMESPACE));
            return;
        }
        try {
            kube.apply(object, true);
        } catch (KubeApiException e) {
            if (e.isNotFound() && e.serverMessage().contains("namespaces \"" + namespace + "\"")) {
                missingNamespaces.add(namespace);
                tryAs(target, renamed(object, SOME_NAMESPACE));
                return;
            }
            if (e.denial().isPresent()) {
                throw e;
            }
            refuse(target, e);
        }
    }

    /**
     * Tries one that will replace another, under another name.
     *
     * @throws ObjectRefusedException if the server would not take it
     */
    void recreate(Target target, KubeObject object) {
        if (!comesAfterItsKind(target)) {
            tryAs(target, renamed(object, target.id().namespace()));
        }
    }

    /** What the account may do to an object of another name says nothing. */
    private void tryAs(Target target, KubeObject renamed) {
        if (nameMayMatter(target.id())) {
            return;
        }
        try {
            kube.apply(renamed, true);
        } catch (KubeApiException e) {
            String message =
                    e.serverMessage().replace(renamed.id().name(), target.id().name());
            refuse(target, new KubeApiException(e.verb(), e.resource(), e.code(), e.reason(), message, e.fields()));
        }
    }

    /** That of an APIService says what it serves, and rules of custom resources can ask for certain names. */
    private static boolean nameMayMatter(ResourceId id) {
        boolean custom = id.group().contains(".") && !id.group().endsWith(".k8s.io");
        return id.namespace().isEmpty() || custom;
    }

    /** Whether it is of a kind that is not there, or is there otherwise, before the deploy. */
    boolean comesAfterItsKind(Target target) {
        return target.kind().isEmpty() || renewed.stream().anyMatch(crd -> crd.defines(target.id()));
    }

    private static KubeObject renamed(KubeObject object, String namespace) {
        Map<String, Object> body = new LinkedHashMap<>(Tree.copy(object.body()));
        String name = object.id().name();
        String beginning = name.substring(0, Math.min(name.length(), LONGEST_NAME - OTHER_NAME.length()))
                .replaceFirst("[.-]+$", "");
        Map<String, Object> metadata = Tree.mapForWriting(body, "metadata");
        metadata.put("name", beginning + OTHER_NAME);
        metadata.put("namespace", namespace);
        return new KubeObject(body);
    }

    private static void refuse(Target target, KubeApiException e) {
        boolean taken = e.serverMessage().contains("already allocated"); // a port, an address: perhaps until then
        if (e.isInvalid() && !e.isImmutable() && !e.isOfAdmission() && !taken) {
            throw new ObjectRefusedException(target.resource(), List.of(), e);
        }
    }
}
