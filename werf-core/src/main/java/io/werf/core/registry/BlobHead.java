package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code HEAD blobs/<digest>}: whether a blob exists. */
record BlobHead(Repository repository, String digest) implements Endpoint<Boolean> {

    @Override
    public String doing() {
        return "asking for blob " + digest;
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("blobs/" + ContentDigest.checked(digest)))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 200 || status == 404;
    }

    @Override
    public Boolean answer(HttpResponse<Body> response) {
        return response.statusCode() == 200;
    }
}
