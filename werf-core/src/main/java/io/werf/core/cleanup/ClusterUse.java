package io.werf.core.cleanup;

import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What clusters use, found in texts. An image is recognised by its tag or the digest of its manifest alone, under whatever
 * host and path: clusters pull through mirrors and under other names than the builds push to, and both are hashes that no
 * other image has. Tags that somebody chose are recognised with the path of their repository.
 */
final class ClusterUse {

    private static final Pattern MENTION =
            Pattern.compile("(?<![0-9A-Za-z_])([0-9a-f]{56})(?![0-9A-Za-z_.-])|(sha256:[0-9a-f]{64})(?![0-9a-f])");

    private final Map<String, String> users = new HashMap<>();
    private final Optional<Pattern> named;

    /** @param repositories whose images are recognised by other tags as well, under whatever host */
    ClusterUse(Collection<Repository> repositories) {
        this.named = repositories.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(repositories.stream()
                        .map(repository -> Pattern.quote(repository.path()))
                        .collect(Collectors.joining(
                                "|", "(?<![0-9A-Za-z_.-])(?:", "):([0-9A-Za-z_][0-9A-Za-z_.-]{0,127})"))));
    }

    /** Remembers every image that a text mentions. */
    void add(CharSequence text, String user) {
        Matcher mention = MENTION.matcher(text);
        while (mention.find()) {
            String tag = mention.group(1);
            users.putIfAbsent(tag == null ? mention.group(2) : tag, user);
        }
        named.ifPresent(pattern -> {
            Matcher name = pattern.matcher(text);
            while (name.find()) {
                users.putIfAbsent(name.group(1), user);
            }
        });
    }

    /** Who uses an image; {@code reference} is its tag, or {@code sha256:…} of its manifest. */
    Optional<String> userOf(String reference) {
        return Optional.ofNullable(users.get(reference));
    }

    /** Who uses one of these. */
    Optional<String> userOfAny(Collection<String> references) {
        return references.stream().flatMap(one -> userOf(one).stream()).findFirst();
    }
}
