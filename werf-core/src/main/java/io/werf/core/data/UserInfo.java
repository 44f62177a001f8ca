package io.werf.core.data;

import java.util.regex.Pattern;

/** Logins in URLs: {@code https://user:password@host/}, of which also the user may be a token. */
public final class UserInfo {

    private static final Pattern IN_URL = Pattern.compile("://[^/\\s@]++@");

    private UserInfo() {}

    /** The text with {@code ***} for the login of each URL. */
    public static String mask(String text) {
        return IN_URL.matcher(text).replaceAll("://***@");
    }
}
