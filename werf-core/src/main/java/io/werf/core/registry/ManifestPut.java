package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code PUT manifests/<reference>}: publishes an image whose blobs are there. */
record ManifestPut(Repository repository, String reference, ImageManifest manifest) implements Endpoint<String> {

    @Override
    public String doing() {
        return "publishing image " + reference;
    }

    @Override
    public String actions() {
        return "pull,push";
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("manifests/" + reference))
                .header("Content-Type", manifest.mediaType())
                .PUT(HttpRequest.BodyPublishers.ofString(manifest.json()))
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 201 || status == 200;
    }

    @Override
    public String answer(HttpResponse<Body> response) {
        String stored = response.headers().firstValue("Docker-Content-Digest").orElse(manifest.digest());
        if (!stored.equals(manifest.digest())) {
            throw nonsense(response, "the registry stored it as " + stored + " instead of " + manifest.digest());
        }
        return stored;
    }
}
