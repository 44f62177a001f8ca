package io.werf.core.registry;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code GET blobs/<digest>}, streamed; the stream fails at its end when the content is not that of the digest. */
record BlobGet(Repository repository, String digest) implements Endpoint<InputStream> {

    @Override
    public String doing() {
        return "getting blob " + digest;
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("blobs/" + ContentDigest.checked(digest)))
                .timeout(PATIENCE);
    }

    @Override
    public HttpResponse.BodyHandler<Body> body() {
        return Body.streamed();
    }

    @Override
    public boolean accepts(int status) {
        return status == 200;
    }

    @Override
    public InputStream answer(HttpResponse<Body> response) {
        return new VerifiedStream(response.body().stream(), digest, PATIENCE);
    }
}
