package io.werf.core.deploy;

import io.werf.core.kube.KubeClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes every call on to a real client and writes down which. */
final class CountingClient {

    private static final Set<String> WRITES = Set.of("create", "replace", "mergePatch", "delete");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final KubeClient client;
    private volatile Consumer<String> before = call -> {};

    CountingClient(KubeClient real) {
        client = counting(real);
    }

    private KubeClient counting(KubeClient real) {
        return (KubeClient) Proxy.newProxyInstance(
                KubeClient.class.getClassLoader(), new Class<?>[] {KubeClient.class}, (proxy, method, arguments) -> {
                    boolean dryRun = method.getName().equals("apply") && Boolean.TRUE.equals(arguments[1]);
                    if (method.getName().equals("within") || method.getName().equals("until")) {
                        return counting((KubeClient) method.invoke(real, arguments));
                    }
                    String call = method.getName()
                            + (dryRun ? " (dry run)" : "")
                            + (arguments == null
                                    ? ""
                                    : " " + Arrays.asList(arguments).get(0));
                    calls.add(call);
                    before.accept(call);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    KubeClient client() {
        return client;
    }

    /** What is done before each call from now on; an exception is its answer. */
    void before(Consumer<String> wanted) {
        before = wanted;
    }

    void reset() {
        calls.clear();
    }

    /** Calls that ask the server, discovery apart. */
    List<String> requests() {
        return calls.stream()
                .filter(call ->
                        !call.startsWith("resource ") && !call.startsWith("kinds ") && !call.startsWith("close"))
                .toList();
    }

    List<String> writes() {
        return calls.stream()
                .filter(call -> WRITES.contains(call.split(" ")[0])
                        || (call.startsWith("apply ") && !call.startsWith("apply (dry run)")))
                .toList();
    }
}
