package io.werf.core.chart;

import io.werf.core.template.functions.GoTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values that werf adds: {@code .Values.werf} and {@code .Values.global.werf}. */
final class ServiceValues {

    private ServiceValues() {}

    static Map<String, Object> of(ChartRequest request) {
        Map<String, Object> werf = scalars(request);
        Map<String, Object> names = new LinkedHashMap<>();
        Map<String, Object> tags = new LinkedHashMap<>();
        Map<String, Object> parts = new LinkedHashMap<>();
        if (request.images().areStubs()) {
            werf.put("is_stub", true);
            werf.put("stub_image", request.images().stub());
        }
        request.images().names().forEach((image, reference) -> {
            if (image.isEmpty()) {
                werf.put("is_nameless_image", true);
                werf.put("nameless_image", reference);
            } else {
                names.put(image, reference);
                Reference parsed = Reference.parse(reference);
                tags.put(image, parsed.tag());
                parts.put(image, (request.images().areStubs() ? parsed.withStubDigest() : parsed).values());
            }
        });
        werf.put("image", names);
        werf.put("tag", tags);
        Map<String, Object> globalWerf = scalars(request);
        globalWerf.put("images", parts);
        Map<String, Object> global = new LinkedHashMap<>();
        putEnv(request, global);
        global.put("werf", globalWerf);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("werf", werf);
        values.put("global", global);
        return values;
    }

    private static Map<String, Object> scalars(ChartRequest request) {
        Map<String, Object> werf = new LinkedHashMap<>();
        werf.put("name", request.project());
        werf.put("version", request.version());
        if (!request.images().repo().isEmpty()) {
            werf.put("repo", request.images().repo());
        }
        werf.put("namespace", request.namespace());
        putEnv(request, werf);
        Map<String, Object> date = new LinkedHashMap<>();
        date.put("human", GoTime.print(request.commit().date().atZone(ZoneOffset.UTC)));
        date.put("unix", request.commit().date().getEpochSecond());
        Map<String, Object> commit = new LinkedHashMap<>();
        commit.put("hash", request.commit().hash());
        commit.put("date", date);
        werf.put("commit", commit);
        return werf;
    }

    private static void putEnv(ChartRequest request, Map<String, Object> values) {
        if (!request.env().isEmpty() || request.images().areStubs()) {
            values.put("env", request.env());
        }
    }

    /** The parts of {@code registry/repository:tag@digest}; absent ones are empty. */
    private record Reference(String registry, String repository, String tag, String digest) {

        private static final String STUB_REGISTRY = "REGISTRY";

        static Reference parse(String text) {
            int digestAt = text.indexOf('@');
            String digest = digestAt < 0 ? "" : text.substring(digestAt + 1);
            String name = digestAt < 0 ? text : text.substring(0, digestAt);
            int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
            String tag = colon < 0 ? "" : name.substring(colon + 1);
            String full = colon < 0 ? name : name.substring(0, colon);
            int slash = full.indexOf('/');
            String host = slash < 0 ? "" : full.substring(0, slash);
            boolean isHost =
                    host.contains(".") || host.contains(":") || host.equals("localhost") || host.equals(STUB_REGISTRY);
            return new Reference(
                    isHost ? host : "index.docker.io", isHost ? full.substring(slash + 1) : full, tag, digest);
        }

        Reference withStubDigest() {
            return new Reference(registry, repository, tag, "DIGEST");
        }

        /** An image whose digest nobody has asked for is named by its tag, which is that of its content. */
        Map<String, Object> values() {
            String exact = digest.isEmpty() ? tag : tag + "@" + digest;
            int slash = repository.lastIndexOf('/');
            String name = repository.substring(slash + 1);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("registry", registry);
            values.put("namespace", slash < 0 ? "" : repository.substring(0, slash));
            values.put("name", name);
            values.put("tag", tag);
            values.put("image", registry + "/" + repository);
            values.put("repository", repository);
            values.put("ref_tag", registry + "/" + repository + ":" + tag);
            values.put("repository_tag", repository + ":" + tag);
            values.put("name_tag", name + ":" + tag);
            if (!digest.isEmpty()) {
                values.put("digest", digest);
            }
            values.put("tag_digest", exact);
            values.put("ref", registry + "/" + repository + ":" + exact);
            values.put("repository_ref", repository + ":" + exact);
            values.put("name_ref", name + ":" + exact);
            return values;
        }
    }
}
