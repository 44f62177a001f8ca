package io.werf.core.kube;

import io.werf.core.error.SeveralProblemsException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A right that an account lacks, as the API server's authorization says it.
 *
 * @param account for example {@code system:serviceaccount:ci:deployer}
 * @param verb the API verb
 * @param resource plural, with the subresource: {@code deployments}, {@code pods/log}
 * @param group API group; {@code ""} is the core
 * @param namespace empty for the whole cluster
 */
public record Denial(String account, String verb, String resource, String group, Optional<String> namespace) {

    private static final Pattern MESSAGE = Pattern.compile("User \"([^\"]*)\" cannot ([a-z]+) resource \"([^\"]+)\""
            + " in API group \"([^\"]*)\" (?:in the namespace \"([^\"]+)\"|at the cluster scope)");

    /** What an error says of lacking rights; of one that holds several, what all of them say. */
    public static List<Denial> in(Throwable error) {
        return denials(error).toList();
    }

    private static Stream<Denial> denials(Throwable error) {
        if (error instanceof SeveralProblemsException several) {
            return several.problems().stream().flatMap(Denial::denials);
        }
        return error instanceof KubeApiException refused
                ? refused.denial().stream()
                : Optional.ofNullable(error.getCause()).stream().flatMap(Denial::denials);
    }

    /** The refusal that the server would send. */
    public KubeApiException refusal() {
        String place =
                namespace.map(name -> "in the namespace \"" + name + "\"").orElse("at the cluster scope");
        return new KubeApiException(
                verb,
                resource + namespace.map(name -> " in namespace " + name).orElse(""),
                403,
                "Forbidden",
                "User \"" + account + "\" cannot " + verb + " resource \"" + resource + "\" in API group \"" + group
                        + "\" " + place,
                List.of());
    }

    /** In a few words, without the namespace. */
    String describe() {
        return "forbids " + account + " to " + verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    /** Reads a message of the server; empty when it refuses for another reason. */
    static Optional<Denial> of(String message) {
        Matcher match = MESSAGE.matcher(message);
        return match.find()
                ? Optional.of(new Denial(
                        match.group(1),
                        match.group(2),
                        match.group(3),
                        match.group(4),
                        Optional.ofNullable(match.group(5))))
                : Optional.empty();
    }
}
