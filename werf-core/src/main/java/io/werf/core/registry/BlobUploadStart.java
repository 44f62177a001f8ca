package io.werf.core.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST blobs/uploads/}: begins an upload; with {@code from}, takes the blob over from another repository of the
 * registry if that has it.
 */
record BlobUploadStart(Repository repository, String digest, Optional<Repository> from)
        implements Endpoint<Optional<URI>> {

    @Override
    public String doing() {
        return "pushing blob " + digest;
    }

    @Override
    public String actions() {
        return "pull,push";
    }

    @Override
    public List<Repository> alsoReads() {
        return from.stream().toList();
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        String query = from.map(other -> "?mount=" + ContentDigest.checked(digest) + "&from="
                        + URLEncoder.encode(other.path(), StandardCharsets.UTF_8))
                .orElse("");
        return HttpRequest.newBuilder(base.resolve("blobs/uploads/" + query))
                .POST(HttpRequest.BodyPublishers.noBody())
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 202 || (status == 201 && from.isPresent());
    }

    @Override
    public boolean repeatable() {
        return from.isPresent();
    }

    /** Where to send the content; empty when it was taken over. */
    @Override
    public Optional<URI> answer(HttpResponse<Body> response) {
        if (response.statusCode() == 201) {
            return Optional.empty();
        }
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI target = response.uri().resolve(URI.create(location));
            if (target.getHost() != null && List.of("http", "https").contains(target.getScheme())) {
                return Optional.of(target);
            }
        } catch (IllegalArgumentException e) {
            // The same as an address without a host.
        }
        throw nonsense(response, "it sends the content to \"" + location + "\", which is no address");
    }
}
