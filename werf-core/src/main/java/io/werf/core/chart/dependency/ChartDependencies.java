package io.werf.core.chart.dependency;

import io.werf.core.chart.ChartFile;
import io.werf.core.chart.ChartLoader;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeWithFiles;
import io.werf.core.net.Proxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the charts that a chart depends on. May touch the network. */
public final class ChartDependencies {

    /** Versions become parts of paths: nothing in them may lead anywhere. */
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_-]{0,250}");

    private final Supplier<HelmRepositories> repositories;
    private final ChartCredentials credentials;
    private final ChartRegistry registry;
    private final Proxies proxies;
    private final Path cache;
    private final Clock clock;

    /**
     * An access to published charts.
     *
     * @param repositories what {@code @name} stands for, and logins; asked for only when a chart has dependencies
     * @param credentials more logins, which win
     * @param proxies on the way to repositories that are no registries
     * @param cache directory for what was fetched once; made when it is needed
     */
    public ChartDependencies(
            Supplier<HelmRepositories> repositories,
            ChartCredentials credentials,
            ChartRegistry registry,
            Proxies proxies,
            Path cache,
            Clock clock) {
        this.repositories = repositories;
        this.credentials = repository ->
                credentials.of(repository).or(() -> repositories.get().of(repository));
        this.registry = registry;
        this.proxies = proxies;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * What an update did.
     *
     * @param archives names of the files in {@code charts/}, in the order of {@code Chart.yaml}
     * @param lockFile {@code Chart.lock}, or {@code requirements.lock} of charts of the first version
     * @param lockWritten whether that file is new
     */
    public record Update(List<String> archives, String lockFile, boolean lockWritten) {
        /** Copies the list. */
        public Update {
            archives = List.copyOf(archives);
        }
    }

    /**
     * The tree of a commit with the dependencies that its {@code charts/} lacks: those of {@code Chart.lock} from the cache,
     * or from where they are published; directories ({@code file://}) from the commit.
     *
     * @param chartDir relative to the project
     * @throws ChartLockException if one is lacking and {@code Chart.lock} does not say its version
     */
    public ProjectTree complete(ProjectTree tree, String chartDir) {
        Declaration declaration = Declaration.read(chartDir, file -> tree.text(chartDir + "/" + file));
        List<Dependency> declared = declaration.dependencies();
        List<String> present = tree.list(chartDir + "/charts").stream()
                .map(entry -> entry.path().substring(chartDir.length() + "/charts/".length()))
                .toList();
        List<Dependency> missing = declared.stream()
                .filter(dependency -> !dependency.repository().isEmpty() && !isPresent(dependency, present))
                .toList();
        if (missing.isEmpty()) {
            return tree;
        }
        Map<String, byte[]> added = new LinkedHashMap<>();
        List<Dependency> remote = new ArrayList<>();
        for (Dependency dependency : missing) {
            if (dependency.isLocalDirectory()) {
                added.putAll(copied(tree, chartDir, dependency));
            } else {
                remote.add(dependency);
            }
        }
        if (!remote.isEmpty()) {
            List<Dependency> wanted = addressed(declared);
            String lockFile = chartDir + "/" + declaration.lockFile();
            ChartLock lock = lock(tree, lockFile, wanted, remote, declaration);
            ChartFetcher fetcher = fetcher(wanted);
            for (Dependency dependency : addressed(remote)) {
                Dependency chosen = lock.chosen(dependency)
                        .orElseThrow(() ->
                                new ChartLockException(lockFile + " has no version for dependency " + dependency));
                added.put(chartDir + "/charts/" + archiveName(chosen), fetcher.archive(chosen));
            }
        }
        return new TreeWithFiles(tree, added);
    }

    private static ChartLock lock(
            ProjectTree tree, String file, List<Dependency> wanted, List<Dependency> missing, Declaration declaration) {
        String chartDir = file.substring(0, file.lastIndexOf('/'));
        String text = tree.text(file)
                .orElseThrow(() -> new ChartLockException("the commit has neither "
                        + missing.stream()
                                .map(dependency -> chartDir + "/charts/" + dependency.name() + "-*.tgz")
                                .collect(Collectors.joining(", "))
                        + " nor " + file + ", which would say the versions"));
        ChartLock lock = ChartLock.parse(text, file);
        if (!lock.isFor(wanted)) {
            throw new ChartLockException(
                    file + " was made for other dependencies than " + declaration.place() + " has");
        }
        return lock;
    }

    private static boolean isPresent(Dependency dependency, List<String> present) {
        Pattern archive = archives(dependency);
        return present.stream()
                .anyMatch(path -> path.equals(dependency.name() + "/" + Declaration.CHART_FILE)
                        || archive.matcher(path).matches());
    }

    private static Pattern archives(Dependency dependency) {
        return Pattern.compile(Pattern.quote(dependency.name()) + "-v?\\d[^/]*\\.tgz");
    }

    /** The files of a chart elsewhere in the commit, as if they lay in {@code charts/}. */
    private static Map<String, byte[]> copied(ProjectTree tree, String chartDir, Dependency dependency) {
        Path path = Path.of(chartDir)
                .resolve(dependency.repository().substring("file://".length()))
                .normalize();
        String directory = path.toString().replace('\\', '/');
        if (path.isAbsolute()
                || directory.startsWith("..")
                || tree.entry(directory + "/" + Declaration.CHART_FILE).isEmpty()) {
            throw new ChartDependencyException(
                    "dependency " + dependency + ": the commit has no chart in " + directory, null);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (ChartFile file : ChartLoader.files(tree, directory)) {
            files.put(chartDir + "/charts/" + dependency.name() + "/" + file.path(), file.bytes());
        }
        return files;
    }

    /**
     * Chooses the newest allowed version of each dependency of the chart in a directory of the work tree, writes the archives
     * to {@code charts/} and the versions to the lock, as {@code helm dependency update} does. Archives of other
     * versions are removed. Nothing is written before all of them are there.
     */
    public Update update(Path chart) {
        try {
            return updated(chart);
        } catch (IOException | UncheckedIOException e) {
            throw new ChartDependencyException("updating the dependencies of " + chart + ": " + e.getMessage(), e);
        }
    }

    private Update updated(Path chart) throws IOException {
        Declaration declaration = Declaration.read(chart.toString(), file -> text(chart.resolve(file)));
        List<Dependency> wanted = addressed(declaration.dependencies());
        ChartFetcher fetcher = fetcher(wanted);
        List<Dependency> chosen = new ArrayList<>();
        Map<String, byte[]> archives = new LinkedHashMap<>();
        for (Dependency dependency : wanted) {
            if (dependency.repository().isEmpty()) {
                if (!Files.isDirectory(chart.resolve("charts").resolve(dependency.name()))) {
                    throw new ChartDependencyException(
                            "dependency " + dependency + " has no repository and is not in " + chart + "/charts", null);
                }
                chosen.add(dependency.locked(dependency.version()));
            } else if (dependency.isLocalDirectory()) {
                ChartPacker packer = ChartPacker.of(chart, dependency);
                Dependency packed = dependency.locked(packer.version());
                chosen.add(packed);
                archives.put(archiveName(packed), packer.archive());
            } else {
                Dependency exact = fetcher.resolve(dependency);
                chosen.add(exact);
                archives.put(archiveName(exact), fetcher.archive(exact));
            }
        }
        write(chart.resolve("charts"), wanted, archives);
        Path lockFile = chart.resolve(declaration.lockFile());
        boolean lockWritten = writeLock(lockFile, ChartLock.of(wanted, chosen));
        return new Update(List.copyOf(archives.keySet()), declaration.lockFile(), lockWritten);
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private static void write(Path charts, List<Dependency> wanted, Map<String, byte[]> archives) throws IOException {
        if (archives.isEmpty()) {
            return;
        }
        Files.createDirectories(charts);
        List<Path> present;
        try (Stream<Path> files = Files.list(charts)) {
            present = files.toList();
        }
        for (Map.Entry<String, byte[]> archive : archives.entrySet()) {
            Files.write(charts.resolve(archive.getKey()), archive.getValue());
        }
        for (Path file : present) {
            String name = file.getFileName().toString();
            boolean old = wanted.stream()
                    .anyMatch(dependency -> archives(dependency).matcher(name).matches());
            if (old && !archives.containsKey(name)) {
                Files.delete(file);
            }
        }
    }

    /** A lock that says the same already keeps its time. */
    private boolean writeLock(Path file, ChartLock lock) throws IOException {
        boolean same = text(file)
                .map(text -> ChartLock.parse(text, file.toString()).digest().equals(lock.digest()))
                .orElse(false);
        if (same || lock.dependencies().isEmpty()) {
            return false;
        }
        Files.writeString(file, lock.text(clock.instant()));
        return true;
    }

    private ChartFetcher fetcher(List<Dependency> dependencies) {
        return new ChartFetcher(
                new ChartHttp(proxies),
                credentials,
                registry,
                new ChartCache(cache),
                dependencies.stream().map(Dependency::name).collect(Collectors.toSet()));
    }

    private List<Dependency> addressed(List<Dependency> dependencies) {
        return dependencies.stream()
                .map(dependency -> dependency.at(repositories.get().address(dependency)))
                .toList();
    }

    private static String archiveName(Dependency exact) {
        if (!VERSION.matcher(exact.version()).matches()) {
            throw new ChartDependencyException(
                    "dependency " + exact.name() + ": \"" + exact.version() + "\" is no version", null);
        }
        return exact.name() + "-" + exact.version() + ".tgz";
    }

    /** What the file in the commit says about its version, for charts in directories. */
    static Optional<String> version(String chartYaml, String place) {
        return Tree.string(
                Yaml.read(chartYaml, place, Yaml.DuplicateKeys.LAST_WINS)
                        .map(YamlNode::plain)
                        .orElse(null),
                "version");
    }
}
