package io.werf.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of a finished image's configuration ({@code imageSpec}): the layers stay as they were built. The project's
 * {@code build.imageSpec} is already merged in, and {@code %project%} and {@code %image%} in labels are replaced.
 *
 * <p>First removes, then sets. Setting an entrypoint without a command clears the command.
 *
 * @param author empty means as built
 * @param clearHistory whether the history of layers is emptied
 * @param labels added or replaced, in the order of the file
 * @param env added or replaced; {@code $NAME} and <code>${NAME}</code> stand for variables of the built image
 * @param volumes added
 * @param expose ports added, {@code 80} or {@code 80/tcp}
 * @param user empty means as built
 * @param cmd empty means as built
 * @param entrypoint empty means as built
 * @param workingDir empty means as built
 * @param stopSignal empty means as built
 * @param healthcheck empty means as built
 * @param removal what is taken away
 */
public record ImageSpec(
        Optional<String> author,
        boolean clearHistory,
        Map<String, String> labels,
        Map<String, String> env,
        List<String> volumes,
        List<String> expose,
        Optional<String> user,
        Optional<List<String>> cmd,
        Optional<List<String>> entrypoint,
        Optional<String> workingDir,
        Optional<String> stopSignal,
        Optional<Healthcheck> healthcheck,
        Removal removal) {

    /** Copies the collections, keeping their order. */
    public ImageSpec {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        volumes = List.copyOf(volumes);
        expose = List.copyOf(expose);
        cmd = cmd.map(List::copyOf);
        entrypoint = entrypoint.map(List::copyOf);
    }

    /**
     * What is taken away from the built image's configuration.
     *
     * @param labels names, or regular expressions between slashes that match a whole name. The labels {@code werf},
     *     {@code werf-version}, {@code werf-project-repo-commit} and those that begin with {@code werf.io/} stay in any case
     * @param volumes names
     * @param env names, or regular expressions between slashes
     * @param cmd whether the command goes
     * @param entrypoint whether the entrypoint goes
     * @param user whether the user goes
     * @param workingDir whether the working directory goes
     */
    public record Removal(
            List<String> labels,
            List<String> volumes,
            List<String> env,
            boolean cmd,
            boolean entrypoint,
            boolean user,
            boolean workingDir) {

        /** Nothing. */
        public static final Removal NONE = new Removal(List.of(), List.of(), List.of(), false, false, false, false);

        /** Copies the lists. */
        public Removal {
            labels = List.copyOf(labels);
            volumes = List.copyOf(volumes);
            env = List.copyOf(env);
        }
    }

    /**
     * How the container's health is checked.
     *
     * @param test as in Docker's image configuration: {@code ["CMD", "program", …]}, {@code ["CMD-SHELL", "…"]} or
     *     {@code ["NONE"]}
     * @param interval seconds; 0 means Docker's default, as for the next ones
     * @param timeout seconds
     * @param startPeriod seconds
     * @param retries how often it may fail
     */
    public record Healthcheck(List<String> test, long interval, long timeout, long startPeriod, long retries) {

        /** Copies the list. */
        public Healthcheck {
            test = List.copyOf(test);
        }
    }
}
