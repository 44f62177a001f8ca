package io.werf.it;

import io.werf.core.ChartOptions;
import io.werf.core.ConvergeReport;
import io.werf.core.ConvergeRequest;
import io.werf.core.DismissRequest;
import io.werf.core.ImageOptions;
import io.werf.core.ProjectOptions;
import io.werf.core.ReleaseOptions;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeSettings;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The example application in a Git repository, registry path and namespace of its own, built on the lab's base image. */
public final class Hello {

    private final GitProject git;
    private final String registry;
    private final Path kubeConfig;
    private final String name;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    private Hello(GitProject git, String registry, Path kubeConfig, String name) {
        this.git = git;
        this.registry = registry;
        this.kubeConfig = kubeConfig;
        this.name = name;
    }

    static Hello in(Path directory) {
        copy(Path.of("examples/hello"), directory);
        Hello hello = new Hello(GitProject.init(directory), Lab.registry(), Lab.kubeConfig(), Lab.uniqueName("hello"));
        hello.replace("werf.yaml", "busybox:1.36", Lab.baseImage());
        hello.git.commit("Hello");
        return hello;
    }

    /** The same project, reaching registry and cluster by another way. */
    Hello at(String otherRegistry, Path otherKubeConfig) {
        return new Hello(git, otherRegistry, otherKubeConfig, name);
    }

    public GitProject git() {
        return git;
    }

    /** Release, namespace and repository path. */
    public String name() {
        return name;
    }

    public ConvergeReport converge() {
        return converge(RolloutOptions.DEFAULT, ChartOptions.DEFAULT);
    }

    ConvergeReport converge(RolloutOptions rollout, ChartOptions chart) {
        events.clear();
        return new Werf(events::add)
                .converge(new ConvergeRequest(project(), ImageOptions.in(repo()), chart, release(), rollout, false));
    }

    public void dismiss() {
        events.clear();
        new Werf(events::add).dismiss(new DismissRequest(project(), release(), RolloutOptions.DEFAULT));
    }

    ProjectOptions project() {
        return ProjectOptions.of(git.directory());
    }

    public String repo() {
        return registry + "/" + name;
    }

    ReleaseOptions release() {
        return ReleaseOptions.DEFAULT
                .in(new KubeSettings(List.of(kubeConfig), Optional.empty()))
                .named(name, name);
    }

    /** The events of the last run that are of this type. */
    <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void replace(String file, String old, String replacement) {
        try {
            Path path = git.directory().resolve(file);
            String text = Files.readString(path);
            if (!text.contains(old)) {
                throw new IllegalArgumentException(file + " has no " + old);
            }
            Files.writeString(path, text.replace(old, replacement));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
