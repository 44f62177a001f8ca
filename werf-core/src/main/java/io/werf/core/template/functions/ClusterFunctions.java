package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that ask the world outside: a cluster, the name service. */
public final class ClusterFunctions {

    /** Without a cluster nothing is found, and no name is resolved. */
    static final List<TemplateFunction> OFFLINE = List.of(
            lookup((apiVersion, kind, namespace, name) -> Map.of()),
            exactly("getHostByName", 1, ClusterFunctions::noAddress));

    /** Finds live objects. */
    @FunctionalInterface
    public interface Lookup {
        /**
         * The object, or the list of objects when {@code name} is empty, as a plain tree; an empty map when there is none.
         */
        Map<String, Object> find(String apiVersion, String kind, String namespace, String name);
    }

    private ClusterFunctions() {}

    private static String noAddress(Arguments arguments) {
        arguments.string(0); // refuses what cannot be a name
        return "";
    }

    /** {@code lookup} over a cluster. */
    public static TemplateFunction lookup(Lookup cluster) {
        return exactly(
                "lookup",
                4,
                a -> new LinkedHashMap<>(cluster.find(a.string(0), a.string(1), a.string(2), a.string(3))));
    }
}
