package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code GET manifests/<reference>}. */
record ManifestGet(Repository repository, String reference) implements Endpoint<Optional<ImageManifest>> {

    static final String ACCEPTED = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    @Override
    public String doing() {
        return "getting the manifest of image " + reference;
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("manifests/" + reference))
                .header("Accept", ACCEPTED)
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 200 || status == 404;
    }

    @Override
    public Optional<ImageManifest> answer(HttpResponse<Body> response) {
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        byte[] content = response.body().inMemory();
        String digest = ContentDigest.of(content);
        String promised = reference.startsWith("sha256:")
                ? reference
                : response.headers().firstValue("Docker-Content-Digest").orElse(digest);
        if (promised.startsWith("sha256:") && !promised.equals(digest)) {
            throw nonsense(response, "the manifest is not the one of digest " + promised);
        }
        try {
            Json.read(content);
        } catch (JsonException e) {
            throw nonsense(response, "what it sent as a manifest is not JSON");
        }
        String type = response.headers()
                .firstValue("Content-Type")
                .map(value -> value.replaceFirst(";.*$", "").strip())
                .orElse("");
        return Optional.of(new ImageManifest(type, digest, new String(content, StandardCharsets.UTF_8)));
    }
}
