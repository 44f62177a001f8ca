package io.werf.core.build;

import io.werf.core.build.DockerCli.Flavor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a docker program that can build with BuildKit. There may be several on the PATH, and the first may be the one
 * that cannot: a newer client without the buildx plugin refuses, an older one has BuildKit built in.
 */
final class DockerCliFinder {

    /** From this major version on, the client builds with the buildx plugin only. */
    private static final int BUILDX_ONLY = 23;

    private static final Pattern NUMBER = Pattern.compile("v?(\\d+)\\.\\d+[\\w.+~-]*");

    private final Map<String, String> environment;
    private final Optional<Path> configured;

    DockerCliFinder(Map<String, String> environment, Optional<Path> configured) {
        this.environment = environment;
        this.configured = configured;
    }

    /** Either a program, or why there is none. */
    record Found(Optional<DockerCli> cli, String why) {}

    Found find() throws InterruptedException {
        Set<Path> candidates = candidates();
        if (candidates.isEmpty()) {
            return new Found(
                    Optional.empty(),
                    configured.map(path -> path + " is no program").orElse("there is no docker program on the PATH"));
        }
        List<String> problems = new ArrayList<>();
        for (Path program : candidates) {
            Optional<DockerCli> cli = examine(program, problems);
            if (cli.isPresent()) {
                return new Found(cli, "");
            }
        }
        return new Found(Optional.empty(), String.join("; ", problems));
    }

    private Set<Path> candidates() {
        if (configured.isPresent()) {
            return configured.filter(Files::isExecutable).map(Set::of).orElse(Set.of());
        }
        Set<Path> found = new LinkedHashSet<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder, "docker");
            if (!folder.isEmpty() && Files.isExecutable(program)) {
                found.add(real(program));
            }
        }
        return found;
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return program;
        }
    }

    private Optional<DockerCli> examine(Path program, List<String> problems) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        int exit = run(program, lines, "version", "--format", "{{.Client.Version}} {{.Server.Version}}");
        String version = lines.isEmpty() ? "" : lines.get(0).strip().split(" ", 2)[0];
        Matcher number = NUMBER.matcher(version);
        if (exit != 0 || !number.matches()) {
            problems.add(program + " does not reach a Docker Engine: "
                    + (lines.isEmpty() ? "exit code " + exit : lines.get(lines.size() - 1)));
            return Optional.empty();
        }
        List<String> buildx = new ArrayList<>();
        if (run(program, buildx, "buildx", "version") == 0) {
            String[] words = String.join(" ", buildx).split(" ");
            String described = words.length > 1 ? words[1] : "of unknown version";
            return Optional.of(
                    new DockerCli(program, Flavor.BUILDX, environment, "docker " + version + ", buildx " + described));
        }
        if (Integer.parseInt(number.group(1)) < BUILDX_ONLY) {
            return Optional.of(new DockerCli(
                    program, Flavor.BUILT_IN, environment, "docker " + version + " with BuildKit built in"));
        }
        problems.add(program + " (version " + version + ") lacks its buildx plugin");
        return Optional.empty();
    }

    private int run(Path program, List<String> lines, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            return ChildProcess.run(command, environment, out -> {}, lines::add);
        } catch (IOException e) {
            lines.add(String.valueOf(e.getMessage()));
            return -1;
        }
    }
}
