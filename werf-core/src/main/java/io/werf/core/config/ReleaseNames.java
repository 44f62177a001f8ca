package io.werf.core.config;

import io.werf.core.config.InvalidNameException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the release and of its namespace: given explicitly, or by the templates of {@code werf.yaml}, or by default
 * {@code <project>-<env>}, and {@code <project>} when there is no environment. Pure.
 */
public final class ReleaseNames {

    static final Set<String> NAMESPACE_FUNCTIONS = Set.of("project", "env");
    static final Set<String> RELEASE_FUNCTIONS = Set.of("project", "env", "namespace");

    private ReleaseNames() {}

    /**
     * The name of the release.
     *
     * @param env name of the environment; {@code ""} when there is none
     * @param explicit a name that is to be used as it is
     * @param namespace what {@link #namespace} gave
     * @throws InvalidNameException if the name is empty, or not valid and not to be slugged
     */
    public static String release(WerfConfig config, String env, Optional<String> explicit, String namespace) {
        if (explicit.isPresent()) {
            return valid(Kind.RELEASE, explicit.get());
        }
        String name = render(
                config.deploy().helmRelease(),
                RELEASE_FUNCTIONS,
                Map.of("project", config.project(), "env", env, "namespace", namespace));
        return config.deploy().helmReleaseSlug()
                ? Slug.release(notEmpty(Kind.RELEASE, name))
                : valid(Kind.RELEASE, name);
    }

    /**
     * The namespace of the release.
     *
     * @param env name of the environment; {@code ""} when there is none
     * @param explicit a name that is to be used as it is
     * @throws InvalidNameException if the name is empty, or not valid and not to be slugged
     */
    public static String namespace(WerfConfig config, String env, Optional<String> explicit) {
        if (explicit.isPresent()) {
            return valid(Kind.NAMESPACE, explicit.get());
        }
        String name = render(
                config.deploy().namespace(), NAMESPACE_FUNCTIONS, Map.of("project", config.project(), "env", env));
        return config.deploy().namespaceSlug()
                ? Slug.namespace(notEmpty(Kind.NAMESPACE, name))
                : valid(Kind.NAMESPACE, name);
    }

    private static String render(Optional<String> template, Set<String> functions, Map<String, String> values) {
        String byDefault = values.getOrDefault("env", "").isEmpty() ? "[[ project ]]" : "[[ project ]]-[[ env ]]";
        try {
            return NameTemplate.parse(template.orElse(byDefault), functions).render(values);
        } catch (NameTemplate.SyntaxException e) {
            // The reader of werf.yaml has refused such templates already, at their place.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String notEmpty(Kind kind, String name) {
        if (name.isBlank()) {
            throw new InvalidNameException(kind, "");
        }
        return name;
    }

    private static String valid(Kind kind, String name) {
        boolean valid = kind == Kind.RELEASE ? Slug.isRelease(name) : Slug.isNamespace(name);
        if (!valid) {
            throw new InvalidNameException(kind, name);
        }
        return name;
    }
}
