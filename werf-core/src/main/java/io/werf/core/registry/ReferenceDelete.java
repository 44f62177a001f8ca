package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** {@code DELETE} of a tag, as not all registries can, or a digest. What is gone already is no error. */
record ReferenceDelete(Repository repository, String reference, DeleteRoute route) implements Endpoint<Boolean> {

    /** Without one of these nobody knows whether the reference or the route is unknown. */
    private static final List<String> UNKNOWN = List.of("MANIFEST_UNKNOWN", "NAME_UNKNOWN", "TAG_UNKNOWN");

    @Override
    public String doing() {
        return "deleting " + reference;
    }

    @Override
    public String actions() {
        return route.actions();
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve(route.path() + reference))
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
        if (response.statusCode() != 404) {
            return true;
        }
        List<String> errors = response.body().errors();
        if (errors.stream().noneMatch(error -> UNKNOWN.stream().anyMatch(error::startsWith))) {
            throw new RegistryErrorException(repository.registry(), repository.toString(), doing(), 404, errors, null);
        }
        return false;
    }
}
