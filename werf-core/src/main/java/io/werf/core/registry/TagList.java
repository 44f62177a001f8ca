package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET tags/list}: one page of the tags of a repository. */
record TagList(Repository repository, Optional<String> query) implements Endpoint<TagList.Page> {

    private static final int LONGEST_LINK = 8192;
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern NEXT = Pattern.compile("<([^<>]*+)>\\s*+;[^,]*rel=\"?next\"?");

    /** @param next the query of the next page; empty after the last one */
    record Page(List<String> tags, Optional<String> next) {}

    @Override
    public String doing() {
        return "listing tags";
    }

    @Override
    public HttpRequest.Builder request(URI base) {
        return HttpRequest.newBuilder(base.resolve("tags/list?" + query.orElse("n=1000")))
                .timeout(PATIENCE);
    }

    @Override
    public boolean accepts(int status) {
        return status == 200 || status == 404;
    }

    @Override
    public Page answer(HttpResponse<Body> response) {
        if (response.statusCode() == 404) {
            return new Page(List.of(), Optional.empty());
        }
        try {
            List<String> tags = Tree.list(Json.read(response.body().inMemory()), "tags").stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
            for (String tag : tags) {
                if (!TAG.matcher(tag).matches()) {
                    throw nonsense(response, "it lists \"" + tag + "\", which is no tag");
                }
            }
            return new Page(tags, next(response));
        } catch (JsonException e) {
            throw nonsense(response, "the list is not JSON");
        }
    }

    RegistryErrorException endless(int pages) {
        return new RegistryErrorException(
                repository.registry(),
                repository.toString(),
                doing(),
                200,
                List.of("the list goes on after " + pages + " pages"),
                null);
    }

    /** Only the query of the link is taken: a page is never asked for from another host or path. */
    private Optional<String> next(HttpResponse<Body> response) {
        List<String> links = response.headers().allValues("Link");
        if (links.stream().anyMatch(link -> link.length() > LONGEST_LINK)) {
            throw nonsense(response, "the link to the next page is longer than " + LONGEST_LINK + " characters");
        }
        Optional<String> following = links.stream()
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .filter(link -> link.contains("?"))
                .map(link -> link.substring(link.indexOf('?') + 1))
                .findFirst();
        if (following.isPresent() && following.equals(query)) {
            throw nonsense(response, "the next page is the same page");
        }
        if (following.isPresent() && !isQuery(following.get())) {
            throw nonsense(response, "the next page is \"" + following.get() + "\", which is no address");
        }
        return following;
    }

    private static boolean isQuery(String text) {
        try {
            return !text.isEmpty() && URI.create("list?" + text).getRawQuery().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
