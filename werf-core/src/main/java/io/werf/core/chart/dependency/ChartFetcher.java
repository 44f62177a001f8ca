package io.werf.core.chart.dependency;

import io.werf.core.chart.ChartArchive;
import io.werf.core.chart.ChartFile;
import io.werf.core.chart.dependency.ChartCredentials.Login;
import io.werf.core.data.Sha256;
import io.werf.core.data.Tree;
import io.werf.core.data.UserInfo;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches charts from where they are published. Each index is read once. Not thread-safe. */
final class ChartFetcher {

    private static final String OCI = "oci://";
    private static final int LARGEST_INDEX = 256 << 20;
    private static final int LARGEST_ARCHIVE = 100 << 20;

    private final ChartCredentials credentials;
    private final ChartRegistry registry;
    private final ChartCache cache;
    private final ChartHttp http;
    private final Map<String, Map<String, List<ChartIndex.Version>>> indexes = new HashMap<>();
    private final Set<String> names;

    /** @param names of all charts that will be asked for */
    ChartFetcher(
            ChartHttp http, ChartCredentials credentials, ChartRegistry registry, ChartCache cache, Set<String> names) {
        this.http = http;
        this.credentials = credentials;
        this.registry = registry;
        this.cache = cache;
        this.names = new HashSet<>(names);
    }

    /** The newest version that the dependency allows. */
    Dependency resolve(Dependency wanted) {
        List<String> versions = isOci(wanted)
                ? registry.versions(ociName(wanted))
                : index(wanted).stream().map(ChartIndex.Version::version).toList();
        return Versions.newest(wanted.version(), versions)
                .map(wanted::locked)
                .orElseThrow(() -> new ChartDependencyException(
                        "dependency " + wanted + ": no version of the chart is in that range; there are: "
                                + (versions.isEmpty() ? "none" : shortened(versions)),
                        null));
    }

    private static String shortened(List<String> versions) {
        int most = 10;
        return String.join(", ", versions.subList(0, Math.min(most, versions.size())))
                + (versions.size() > most ? " and " + (versions.size() - most) + " more" : "");
    }

    /** The packed chart of a dependency with an exact version: from the cache, else fetched, checked and kept. */
    byte[] archive(Dependency locked) {
        Optional<byte[]> kept = cache.find(locked.repository(), locked.name(), locked.version());
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] archive = isOci(locked) ? registry.archive(ociName(locked), locked.version()) : download(locked);
        // Whatever is in it is refused before it is kept.
        refuseOther(
                locked,
                ChartArchive.read(new ByteArrayInputStream(archive), locked.name() + "-" + locked.version() + ".tgz"));
        cache.put(locked.repository(), locked.name(), locked.version(), archive);
        return archive;
    }

    /** A chart is found by its name and version again when it is rendered. */
    private static void refuseOther(Dependency locked, List<ChartFile> files) {
        ChartFile file = files.stream()
                .filter(candidate -> candidate.path().equals("Chart.yaml"))
                .findFirst()
                .orElseThrow(() ->
                        new ChartDependencyException("dependency " + locked + ": the archive has no Chart.yaml", null));
        Object chart = Yaml.read(file.text(), file.place(), Yaml.DuplicateKeys.LAST_WINS)
                .map(YamlNode::plain)
                .orElse(null);
        String name = Tree.string(chart, "name").orElse("");
        String version = Tree.string(chart, "version").orElse("");
        if (!name.equals(locked.name()) || !comparable(version).equals(comparable(locked.version()))) {
            throw new ChartDependencyException(
                    "dependency " + locked + ": the archive is that of another chart: " + name + " " + version, null);
        }
    }

    /** Tags of registries have no plus sign, and the first letter of a version is a matter of taste. */
    private static String comparable(String version) {
        return version.replaceFirst("^v", "").replace('_', '+');
    }

    private byte[] download(Dependency locked) {
        ChartIndex.Version version = index(locked).stream()
                .filter(candidate -> candidate.version().equals(locked.version()))
                .findFirst()
                .orElseThrow(() -> new ChartDependencyException(
                        "dependency " + locked + ": the repository does not have that version", null));
        URI repository = uri(locked);
        URI file;
        try {
            file = repository.resolve(version.url().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new ChartDependencyException("dependency " + locked + ": its address in the index is none", e);
        }
        byte[] archive = http.get(file, repository, login(locked), LARGEST_ARCHIVE);
        String wanted = version.digest().replaceFirst("^sha256:", "");
        String actual = Sha256.hex(archive);
        if (!wanted.isEmpty() && !wanted.equalsIgnoreCase(actual)) {
            throw new ChartDependencyException(
                    "dependency " + locked + ": the archive is not that of the index: its SHA-256 is " + actual
                            + ", expected " + wanted,
                    null);
        }
        return archive;
    }

    private List<ChartIndex.Version> index(Dependency dependency) {
        return indexes.computeIfAbsent(dependency.repository(), unused -> {
                    URI repository = uri(dependency);
                    byte[] index =
                            http.get(repository.resolve("index.yaml"), repository, login(dependency), LARGEST_INDEX);
                    return ChartIndex.read(
                            index,
                            names,
                            UserInfo.mask(repository.resolve("index.yaml").toString()));
                })
                .getOrDefault(dependency.name(), List.of());
    }

    /** The login in the address itself counts least, as it is in the commit. */
    private Optional<Login> login(Dependency dependency) {
        URI repository = URI.create(dependency.repository());
        return credentials.of(repository).or(() -> Login.in(repository));
    }

    /** The address as a directory, so that what is relative to it is below it. */
    private static URI uri(Dependency dependency) {
        String address = dependency.repository();
        String shown = UserInfo.mask(address);
        try {
            URI uri = URI.create(address.endsWith("/") ? address : address + "/");
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ChartDependencyException(
                    "dependency " + dependency.name() + ": \"" + shown + "\" is no address", e);
        }
        throw new ChartDependencyException(
                "dependency " + dependency.name() + ": \"" + shown
                        + "\" is no repository of charts; it begins with https://, http://, oci://, file:// or @",
                null);
    }

    private static boolean isOci(Dependency dependency) {
        return dependency.repository().startsWith(OCI);
    }

    private static String ociName(Dependency dependency) {
        String base = dependency.repository().substring(OCI.length());
        return (base.endsWith("/") ? base : base + "/") + dependency.name();
    }
}
