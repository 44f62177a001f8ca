package io.werf.maven;

import io.werf.core.data.UserInfo;
import io.werf.core.secret.SecretPairs;
import java.util.regex.Pattern;

/**
 * A parameter's value and where it came from.
 *
 * @param name the user property, for example {@code werf.repo}
 * @param source for people: {@code -Dwerf.repo}, {@code WERF_REPO}, {@code POM}, {@code default}
 */
record Setting(String name, String value, String source) {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|token)");

    /** The value without passwords and tokens: those of such a name, those of pairs {@code name=value}, those in URLs. */
    String shown() {
        if (SECRET.matcher(name).matches() && !value.isEmpty()) {
            return "***";
        }
        return UserInfo.mask(SecretPairs.mask(value));
    }
}
