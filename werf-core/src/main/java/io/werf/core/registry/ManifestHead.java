package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** {@code HEAD manifests/<reference>}: whether an image exists, and under which digest. */
record ManifestHead(Repository repository, String reference) implements Endpoint<Optional<String>> {

    @Override
    public String doing() {
        return "asking for image " + reference;
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("manifests/" + reference))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept", ManifestGet.ACCEPTED)
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 200 || status == 404;
    }

    /** The digest; {@code ""} when the image exists and the registry does not say its digest. */
    @Override
    public Optional<String> answer(HttpResponse<Body> response) {
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(
                        response.headers().firstValue("Docker-Content-Digest").orElse(""));
    }
}
