package io.werf.core.config;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names made fit for a purpose, the same ones that werf makes, so that its releases, namespaces and tags are found again. A
 * name that is fit already stays as it is; any other becomes readable ASCII plus a hash of the original. Pure.
 */
public final class Slug {

    private static final int LONGEST_PROJECT = 50;
    private static final int LONGEST_RELEASE = 53;
    private static final int LONGEST_NAMESPACE = 63;
    private static final int LONGEST_TAG = 128;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private Slug() {}

    /** A Helm release name, at most 53 characters, dots allowed. */
    public static String release(String name) {
        return name.isEmpty() || isRelease(name) ? name : hashed(name, LONGEST_RELEASE);
    }

    /** A Kubernetes namespace, at most 63 characters, no dots. */
    public static String namespace(String name) {
        return name.isEmpty() || isNamespace(name) ? name : hashed(name, LONGEST_NAMESPACE);
    }

    /** An image tag, at most 128 characters; case, dots and underscores stay. */
    public static String dockerTag(String name) {
        boolean fits = name.length() <= LONGEST_TAG && TAG.matcher(name).matches();
        return name.isEmpty() || fits ? name : hashed(name, LONGEST_TAG);
    }

    /**
     * Lower-case letters, digits and dashes.
     *
     * @param longest the most characters, more than 9
     */
    public static String limited(String name, int longest) {
        return name.length() <= longest && (plain(name).equals(name) || isOwnOutput(name))
                ? name
                : hashed(name, longest);
    }

    /** Whether it is a project name as it is. */
    public static boolean isProject(String name) {
        return name.length() <= LONGEST_PROJECT && LABEL.matcher(name).matches();
    }

    /** Whether it is a Helm release name as it is: a DNS-1123 subdomain of at most 53 characters. */
    public static boolean isRelease(String name) {
        return name.length() <= LONGEST_RELEASE && SUBDOMAIN.matcher(name).matches();
    }

    /** Whether it is a namespace as it is: a DNS-1123 label of at most 63 characters. */
    public static boolean isNamespace(String name) {
        return name.length() <= LONGEST_NAMESPACE && LABEL.matcher(name).matches();
    }

    /** A slug may have two dashes before its hash, because its readable part was cut behind a dash. */
    private static boolean isOwnOutput(String name) {
        int at = name.indexOf("--");
        if (at < 0 || name.indexOf("--", at + 1) >= 0) {
            return false;
        }
        String single = name.substring(0, at) + name.substring(at + 1);
        return plain(single).equals(single);
    }

    /** The hash that ends a slug, in hex without leading zeros. */
    public static String hash(String name) {
        return Integer.toHexString(Murmur3.hash(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hashed(String name, int longest) {
        String hash = hash(name);
        String slug = plain(name);
        if (slug.isEmpty()) {
            return hash;
        }
        int room = longest - hash.length() - 1;
        return (slug.length() > room ? slug.substring(0, room) : slug) + "-" + hash;
    }

    /** Lower-case letters, digits and dashes, without a hash: other names may give the same. No dashes around, no two in a row. */
    public static String plain(String name) {
        String letters = Transliteration.of(name).replaceAll("-+", "-");
        int from = letters.startsWith("-") ? 1 : 0;
        int to = letters.length() > from && letters.endsWith("-") ? letters.length() - 1 : letters.length();
        return letters.substring(Math.min(from, to), to);
    }
}
