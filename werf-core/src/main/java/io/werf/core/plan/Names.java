package io.werf.core.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/** Kubernetes' rules for names, so that a bad one is found before anything is touched. */
final class Names {

    /** A DNS label by RFC 1123. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_SUBDOMAIN = 253;

    private Names() {}

    /** What is wrong with the name of an object. */
    static Optional<String> problem(String kind, String apiVersion, String name) {
        if (apiVersion.startsWith("rbac.authorization.k8s.io/")) {
            return name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")
                    ? Optional.of("\"" + name + "\" is no valid name of a " + kind)
                    : Optional.empty();
        }
        if (apiVersion.equals("v1") && (kind.equals("Namespace") || kind.equals("Service"))) {
            return labelProblem(kind, name);
        }
        return name.length() <= LONGEST_SUBDOMAIN && SUBDOMAIN.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("\"" + name + "\" is no valid name of a " + kind
                        + ": at most " + LONGEST_SUBDOMAIN
                        + " lower-case letters, digits, '-' and '.', with a letter or digit at each end (RFC 1123)");
    }

    /** What is wrong with a name that must be a DNS label. */
    static Optional<String> labelProblem(String what, String name) {
        return name.length() <= LONGEST_LABEL && LABEL.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("\"" + name + "\" is no valid name of " + what + ": at most " + LONGEST_LABEL
                        + " lower-case letters, digits and '-', with a letter or digit at each end (RFC 1123)");
    }
}
