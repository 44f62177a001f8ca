package io.werf.core.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logins in URLs: {@code https://user:password@host/}, of which also the user may be a token. */
public final class UserInfo {

    private static final Pattern IN_URL = Pattern.compile("://[^/\\s]*@");
    private static final Pattern AT_BEGIN = Pattern.compile("(?:[^/@]*://)?([^/\\s]*)@");

    private UserInfo() {}

    /** The text with {@code ***} for the login of each URL. */
    public static String mask(String text) {
        return IN_URL.matcher(text).replaceAll("://***@");
    }

    /** The login as it stands in an address, which may lack the scheme and need not be a valid URI. */
    public static Optional<String> of(String address) {
        Matcher login = AT_BEGIN.matcher(address);
        return login.lookingAt() ? Optional.of(login.group(1)) : Optional.empty();
    }
}
