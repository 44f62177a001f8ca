package io.werf.core.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a registry wants to be asked for access: the {@code WWW-Authenticate} of its 401. */
sealed interface Challenge {

    /** Nothing is asked for. */
    record Open() implements Challenge {}

    /** User and password with each request. */
    record Basic() implements Challenge {}

    /** A token of a token service. */
    record Bearer(String realm, String service) implements Challenge {}

    /** Possessive throughout, as the text is a stranger's and may be long. */
    Pattern PARAMETER =
            Pattern.compile("(?<![a-zA-Z_])([a-zA-Z_]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]++))");

    /** The best of the challenges that we can meet. */
    static Optional<Challenge> parse(List<String> headers) {
        Optional<Challenge> bearer = headers.stream()
                .filter(header -> scheme(header).equals("bearer"))
                .flatMap(header -> bearer(header).stream())
                .findFirst();
        return bearer.or(() -> headers.stream()
                .filter(header -> scheme(header).equals("basic"))
                .map(header -> (Challenge) new Basic())
                .findFirst());
    }

    private static String scheme(String header) {
        return header.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static Optional<Challenge> bearer(String header) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            parameters.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT), quoted != null ? quoted : matcher.group(3));
        }
        String realm = parameters.get("realm");
        return realm == null
                ? Optional.empty()
                : Optional.of(new Bearer(realm, parameters.getOrDefault("service", "")));
    }
}
