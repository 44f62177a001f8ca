package io.werf.core.cleanup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clusters use, found in texts. An image is recognised by its tag or the digest of its manifest alone, under whatever
 * host and path: clusters pull through mirrors and under other names than the builds push to, and both are hashes that no
 * other image has.
 */
final class ClusterUse {

    private static final Pattern MENTION =
            Pattern.compile(":([0-9a-f]{56})(?![0-9A-Za-z_.-])|(sha256:[0-9a-f]{64})(?![0-9a-f])");

    private final Map<String, String> users = new HashMap<>();

    /** Remembers every image that a text mentions. */
    void add(CharSequence text, String user) {
        Matcher mention = MENTION.matcher(text);
        while (mention.find()) {
            String tag = mention.group(1);
            users.putIfAbsent(tag == null ? mention.group(2) : tag, user);
        }
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
