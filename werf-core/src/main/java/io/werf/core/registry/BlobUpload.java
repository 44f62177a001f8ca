package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** {@code PUT <location>?digest=…}: the content of a blob in one request, streamed. */
record BlobUpload(Repository repository, Blob blob, URI location) implements Endpoint<String> {

    /** Slower than this is taken for dead. */
    private static final long BYTES_PER_SECOND = 32 * 1024;

    @Override
    public String doing() {
        return "pushing blob " + blob.digest();
    }

    @Override
    public String actions() {
        return "pull,push";
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        String separator = location.getRawQuery() == null ? "?" : "&";
        HttpRequest.BodyPublisher content = blob.size() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(blob.content()), blob.size());
        return HttpRequest.newBuilder(
                        URI.create(location + separator + "digest=" + ContentDigest.checked(blob.digest())))
                .header("Content-Type", "application/octet-stream")
                .PUT(content)
                .timeout(PATIENCE.plus(Duration.ofSeconds(blob.size() / BYTES_PER_SECOND)));
    }

    @Override
    public boolean accepts(int status) {
        return status == 201;
    }

    @Override
    public String answer(HttpResponse<Body> response) {
        return blob.digest();
    }

    /** After a failure nobody knows how much the registry has: the upload begins anew. */
    @Override
    public boolean repeatable() {
        return false;
    }
}
