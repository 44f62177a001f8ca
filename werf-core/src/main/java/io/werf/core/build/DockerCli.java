package io.werf.core.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A docker program that can build with BuildKit.
 *
 * @param program the file
 * @param flavor how it is told to use BuildKit
 * @param environment of its processes
 * @param description for example {@code docker 28.2.2, buildx 0.13.1}
 */
record DockerCli(Path program, Flavor flavor, Map<String, String> environment, String description) {

    DockerCli {
        environment = Map.copyOf(environment);
    }

    /** The two ways to BuildKit. */
    enum Flavor {
        /** {@code docker buildx build}. */
        BUILDX,
        /** {@code docker build} of a client that has BuildKit built in and is asked for it by its environment. */
        BUILT_IN
    }

    /** The same program with another environment. */
    DockerCli with(Map<String, String> other) {
        return new DockerCli(program, flavor, other, description);
    }

    List<String> pushCommand(BuildSpec request) {
        return List.of(program.toString(), "push", request.upload().toString());
    }

    Map<String, String> buildEnvironment() {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("DOCKER_BUILDKIT", "1");
        // An attestation would make an index of the image, and differ at each build.
        all.put("BUILDX_NO_DEFAULT_ATTESTATIONS", "1");
        return all;
    }
}
