package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code GET blobs/<digest>} of a blob that fits into memory, such as the configuration of an image. */
record SmallBlobGet(Repository repository, String digest) implements Endpoint<byte[]> {

    @Override
    public String doing() {
        return "getting blob " + digest;
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return new BlobGet(repository, digest).request(base);
    }

    @Override
    public boolean accepts(int status) {
        return status == 200;
    }

    @Override
    public byte[] answer(HttpResponse<Body> response) {
        byte[] content = response.body().inMemory();
        String actual = ContentDigest.of(content);
        if (!actual.equals(digest)) {
            throw nonsense(response, "it sent content with digest " + actual);
        }
        return content;
    }
}
