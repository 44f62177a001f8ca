package io.werf.core.sandbox.http;

/**
 * A request that a server of the sandbox was asked, for protocol tests that count.
 *
 * @param path decoded path
 * @param query raw query, {@code ""} when there is none
 */
public record RecordedRequest(String method, String path, String query) {

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
