package io.werf.maven;

import io.werf.core.image.JavaModule;
import io.werf.core.image.JavaModule.Kind;
import io.werf.core.image.JavaModule.Library;
import io.werf.core.image.JavaModules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Resource;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactProperties;
import org.eclipse.aether.graph.DependencyNode;

/**
 * The modules of the Maven session with their runtime class paths. Resolves dependencies only of a module that is asked for:
 * most projects have a Dockerfile and shall not wait for that. Other modules of the session are taken as their compiled classes,
 * packaged or not. Not thread-safe.
 */
final class MavenModules implements JavaModules {

    private static final Set<String> RUNTIME = Set.of("compile", "runtime");

    private final MavenSession session;
    private final ProjectDependenciesResolver resolver;
    private final Map<Path, Optional<JavaModule>> found = new HashMap<>();

    MavenModules(MavenSession session, ProjectDependenciesResolver resolver) {
        this.session = session;
        this.resolver = resolver;
    }

    @Override
    public Optional<JavaModule> find(Path directory) {
        Optional<JavaModule> known = found.get(directory);
        if (known == null) {
            known = session.getAllProjects().stream()
                    .filter(project -> project.getBasedir() != null)
                    .filter(project -> project.getBasedir().toPath().normalize().equals(directory))
                    .findFirst()
                    .map(this::module);
            found.put(directory, known);
        }
        return known;
    }

    private JavaModule module(MavenProject project) {
        Map<String, Library> libraries = new LinkedHashMap<>();
        List<MavenProject> modules = new ArrayList<>(List.of(project));
        for (Artifact artifact : runtimeArtifacts(project)) {
            Optional<MavenProject> module = module(artifact);
            module.ifPresent(modules::add);
            libraries.putIfAbsent(
                    artifact.toString(), module.map(MavenModules::library).orElseGet(() -> library(artifact)));
        }
        return new JavaModule(
                classes(project),
                List.copyOf(libraries.values()),
                modules.stream()
                        .flatMap(one -> sources(one).stream())
                        .distinct()
                        .toList());
    }

    private List<Artifact> runtimeArtifacts(MavenProject project) {
        DefaultDependencyResolutionRequest request =
                new DefaultDependencyResolutionRequest(project, session.getRepositorySession());
        request.setResolutionFilter((node, parents) ->
                isOnClassPath(node) && module(node.getArtifact()).isEmpty());
        List<Artifact> artifacts = new ArrayList<>();
        try {
            collect(resolver.resolve(request).getDependencyGraph(), artifacts);
        } catch (DependencyResolutionException e) {
            throw new UnresolvedDependenciesException(e);
        }
        return artifacts;
    }

    private static void collect(DependencyNode node, List<Artifact> artifacts) {
        if (isOnClassPath(node)) {
            artifacts.add(node.getArtifact());
        }
        node.getChildren().forEach(child -> collect(child, artifacts));
    }

    private static boolean isOnClassPath(DependencyNode node) {
        return node.getDependency() != null
                && RUNTIME.contains(node.getDependency().getScope())
                && "true".equals(node.getArtifact().getProperty(ArtifactProperties.CONSTITUTES_BUILD_PATH, ""));
    }

    private Optional<MavenProject> module(Artifact artifact) {
        return session.getAllProjects().stream()
                .filter(project -> artifact.getClassifier().isEmpty()
                        && project.getGroupId().equals(artifact.getGroupId())
                        && project.getArtifactId().equals(artifact.getArtifactId())
                        && project.getVersion().equals(artifact.getVersion()))
                .findFirst();
    }

    private static Library library(MavenProject module) {
        return new Library(module.getArtifactId(), Kind.MODULE, classes(module));
    }

    private static Library library(Artifact artifact) {
        String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
        return new Library(
                artifact.getArtifactId() + "-" + artifact.getBaseVersion() + classifier + "." + artifact.getExtension(),
                artifact.isSnapshot() ? Kind.SNAPSHOT : Kind.RELEASE,
                artifact.getFile().toPath());
    }

    private static Path classes(MavenProject project) {
        return Path.of(project.getBuild().getOutputDirectory());
    }

    /** Without what the build itself has generated. */
    private static List<Path> sources(MavenProject project) {
        List<Path> sources = new ArrayList<>();
        project.getCompileSourceRoots().forEach(root -> sources.add(Path.of(root)));
        project.getResources().stream()
                .map(Resource::getDirectory)
                .map(Path::of)
                .forEach(sources::add);
        Path target = Path.of(project.getBuild().getDirectory());
        sources.removeIf(source -> source.startsWith(target));
        for (MavenProject pom = project; pom != null && pom.getFile() != null; pom = pom.getParent()) {
            sources.add(pom.getFile().toPath());
        }
        return sources;
    }
}
