package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code DELETE manifests/<digest>}: removes a manifest and every tag of it. One that is gone already is no error. */
record ManifestDelete(Repository repository, String digest) implements Endpoint<Boolean> {

    @Override
    public String doing() {
        return "deleting manifest " + digest;
    }

    /** Registries disagree whether {@code delete} is an action of its own. */
    @Override
    public String actions() {
        return "pull,push,delete";
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("manifests/" + ContentDigest.checked(digest)))
                .DELETE()
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 202 || status == 200 || status == 204 || status == 404;
    }

    /** Whether it was there. */
    @Override
    public Boolean answer(HttpResponse<Body> response) {
        return response.statusCode() != 404;
    }
}
