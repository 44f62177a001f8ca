package io.werf.core.kube;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeClient.ObjectList;
import io.werf.core.kube.KubeClient.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists objects, page by page. */
final class ObjectLists {

    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    private static final String PAGE_SIZE = "500";

    private final Transport transport;

    ObjectLists(Transport transport) {
        this.transport = transport;
    }

    ObjectList list(ApiResource kind, String namespace, Selector selector) {
        return list(call("list", kind, namespace, selector), kind);
    }

    ObjectList listMetadata(ApiResource kind, String namespace, Selector selector) {
        return list(call("list", kind, namespace, selector).accepting(METADATA_ONLY), kind);
    }

    /** The request for a collection, for list and watch. */
    static Call call(String verb, ApiResource kind, String namespace, Selector selector) {
        String target = kind.plural() + (namespace.isEmpty() ? "" : " in namespace " + namespace);
        return Call.get(verb, target, kind.path(namespace, ""))
                .with("labelSelector", selector.labels())
                .with("fieldSelector", selector.fields());
    }

    private ObjectList list(Call all, ApiResource kind) {
        List<KubeObject> items = new ArrayList<>();
        String next = "";
        while (true) {
            Answer answer =
                    transport.callForAnyAnswer(all.with("limit", PAGE_SIZE).with("continue", next));
            if (answer.code() == 410 && !next.isEmpty()) {
                items.clear(); // the pages' snapshot has expired: everything at once
                answer = transport.callForAnyAnswer(all);
            }
            if (!answer.isSuccess()) {
                throw answer.refusal(all);
            }
            Map<String, Object> page = answer.object();
            for (Object item : Tree.list(page, "items")) {
                items.add(named(Tree.map(item), kind));
            }
            next = Tree.string(page, "metadata", "continue").orElse("");
            if (next.isEmpty()) {
                return new ObjectList(
                        List.copyOf(items),
                        Tree.string(page, "metadata", "resourceVersion").orElse(""));
            }
        }
    }

    /** Items of a list come without kind, or with that of the metadata-only form. */
    private static KubeObject named(Map<String, Object> item, ApiResource kind) {
        item.put("apiVersion", kind.group().isEmpty() ? kind.version() : kind.group() + "/" + kind.version());
        item.put("kind", kind.kind());
        return new KubeObject(item);
    }
}
