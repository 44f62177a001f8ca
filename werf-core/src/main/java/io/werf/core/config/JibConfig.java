package io.werf.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code jib} section of an image that is made of the class path of a Maven module, without a Dockerfile.
 *
 * @param module directory of the module relative to the project directory, normalised; {@code ""} (default) is the project
 *     directory
 * @param from base image; empty means a Java runtime of the version that the classes are compiled for
 * @param mainClass empty means the only class of the module that has a {@code main} method
 * @param jvmFlags options of {@code java}, before the class path
 * @param args arguments of the program
 * @param ports {@code 8080}, {@code 8080/udp} or {@code 8000-8010}
 * @param user {@code user[:group]}, names or numbers; empty means that of the base image
 * @param env variables in the order of the file
 * @param labels in the order of the file
 * @param entrypoint replaces the call of {@code java}; {@code mainClass} and {@code jvmFlags} do not count then
 * @param appRoot absolute directory in the image for classes, resources and libraries; default {@code /app}
 */
public record JibConfig(
        String module,
        Optional<String> from,
        Optional<String> mainClass,
        List<String> jvmFlags,
        List<String> args,
        List<String> ports,
        Optional<String> user,
        Map<String, String> env,
        Map<String, String> labels,
        Optional<List<String>> entrypoint,
        String appRoot) {

    /** Copies the collections, keeping their order. */
    public JibConfig {
        jvmFlags = List.copyOf(jvmFlags);
        args = List.copyOf(args);
        ports = List.copyOf(ports);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        entrypoint = entrypoint.map(List::copyOf);
    }
}
