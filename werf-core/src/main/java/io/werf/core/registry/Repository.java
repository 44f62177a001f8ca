package io.werf.core.registry;

import io.werf.core.image.ImageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A repository of a registry.
 *
 * @param registry host, with a port if there is one, for example {@code localhost:5000} or {@code index.docker.io}
 * @param path path without a leading slash, for example {@code team/shop}
 */
public record Repository(String registry, String path) {

    private static final String DOCKER_HUB = "index.docker.io";
    private static final int LONGEST = 255;
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:]+]|[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
            + "(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(:[0-9]{1,5})?");
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");

    /**
     * Reads a name as users write it, by Docker's rules: the part before the first slash is a host only if it has a dot,
     * a colon or a capital letter, or is {@code localhost}; a name without a host is Docker Hub's, and there a single word
     * is below {@code library/}.
     *
     * @throws InvalidRepositoryException if it is none, or has a scheme, a tag or a digest
     */
    public static Repository parse(String text) {
        if (text.isBlank()) {
            throw new InvalidRepositoryException(text, "it is empty");
        }
        if (text.contains("://")) {
            throw new InvalidRepositoryException(text, "it begins with a scheme");
        }
        if (text.contains("@")) {
            throw new InvalidRepositoryException(text, "it has a digest");
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean hasHost = isHost(first);
        String host = hasHost ? first : "docker.io";
        String path = hasHost ? text.substring(slash + 1) : text;
        if (path.indexOf(':') >= 0) {
            throw new InvalidRepositoryException(
                    text, slash < 0 ? "it has a tag, or is a host without a path" : "it has a tag");
        }
        if (!HOST.matcher(host).matches()) {
            throw new InvalidRepositoryException(text, "\"" + host + "\" is no host");
        }
        if (isDockerHub(host)) {
            return new Repository(DOCKER_HUB, checked(text, path.contains("/") ? path : "library/" + path));
        }
        return new Repository(host.toLowerCase(Locale.ROOT), checked(text, path));
    }

    private static boolean isHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static boolean isDockerHub(String host) {
        return host.equals("docker.io") || host.equals(DOCKER_HUB) || host.equals("registry-1.docker.io");
    }

    private static String checked(String text, String path) {
        if (path.length() > LONGEST) {
            throw new InvalidRepositoryException(text, "its path is longer than " + LONGEST + " characters");
        }
        for (String component : path.split("/", -1)) {
            if (!COMPONENT.matcher(component).matches()) {
                throw new InvalidRepositoryException(
                        text,
                        "\"" + component + "\" is not made of lower-case letters and digits, separated by single"
                                + " dots, one or two underscores, or dashes");
            }
        }
        return path;
    }

    /** The name under which an image is stored here: {@code repo:digest}. */
    public ImageName image(ImageDigest digest) {
        return new ImageName(this, digest.hex());
    }

    /** As users write it; Docker Hub's host is {@code docker.io} there. */
    @Override
    public String toString() {
        return (registry.equals(DOCKER_HUB) ? "docker.io" : registry) + "/" + path;
    }
}
