package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import io.werf.core.image.JavaModule;
import io.werf.core.image.TargetImage;
import io.werf.core.image.TargetImages;
import io.werf.core.lab.CompiledJava;
import io.werf.core.lab.Configs;
import io.werf.core.lab.MemoryTree;
import io.werf.core.registry.Answers;
import io.werf.core.registry.Blob;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.sandbox.http.RecordedRequest;
import io.werf.core.sandbox.registry.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a module's class path, from files to a registry that counts. */
class JavaImagesBuildTest {

    private static final String OCI = "application/vnd.oci.image.";

    @TempDir
    private Path project;

    private final RegistryServer server = RegistryServer.start();
    private final RegistryClient registry =
            new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());
    private final Repository java = new Repository(server.host(), "base/java");
    private final Repository shop = new Repository(server.host(), "shop");
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void project() throws IOException {
        CompiledJava.program(classes(), "Main", "hello");
        Files.writeString(classes().resolve("app.properties"), "a=b");
        Files.writeString(project.resolve("lib.jar"), "a library");
        List<Object> bases = new ArrayList<>();
        for (String architecture : List.of("amd64", "arm64")) {
            ImageManifest base = base(architecture);
            Answers.await(registry.putManifest(java, base.digest(), base));
            bases.add(Map.of(
                    "mediaType", base.mediaType(),
                    "digest", base.digest(),
                    "size", base.json().length(),
                    "platform", Map.of("os", "linux", "architecture", architecture)));
        }
        Map<String, Object> index = Map.of("schemaVersion", 2, "mediaType", OCI + "index.v1+json", "manifests", bases);
        Answers.await(registry.putManifest(java, "17", ImageManifest.of(OCI + "index.v1+json", Json.write(index))));
        server.clearRequests();
    }

    /** One with a layer of its own. */
    private ImageManifest base(String architecture) {
        Blob layer = Blob.of(("layer of " + architecture).getBytes(StandardCharsets.UTF_8));
        Blob config = Blob.of(Json.writeBytes(Map.of(
                "os",
                "linux",
                "architecture",
                architecture,
                "config",
                Map.of("Env", List.of("JAVA_HOME=/java")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of(layer.digest())))));
        Answers.await(registry.pushBlob(java, layer));
        Answers.await(registry.pushBlob(java, config));
        Map<String, Object> manifest = Map.of(
                "schemaVersion",
                2,
                "mediaType",
                OCI + "manifest.v1+json",
                "config",
                descriptor(OCI + "config.v1+json", config),
                "layers",
                List.of(descriptor(OCI + "layer.v1.tar+gzip", layer)));
        return ImageManifest.of(OCI + "manifest.v1+json", Json.write(manifest));
    }

    private static Map<String, Object> descriptor(String type, Blob blob) {
        return Map.of("mediaType", type, "digest", blob.digest(), "size", blob.size());
    }

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    private Path classes() {
        return project.resolve("target/classes");
    }

    private TargetImage image(String more) {
        MemoryTree tree = new MemoryTree()
                .file(
                        "werf.yaml",
                        "configVersion: 1\nproject: shop\n---\nimage: app\njib:\n  from: " + java + ":17\n" + more);
        JavaModule module = new JavaModule(
                classes(),
                List.of(new JavaModule.Library("lib-1.jar", JavaModule.Kind.RELEASE, project.resolve("lib.jar"))),
                List.of());
        return TargetImages.resolve(tree, Configs.images(tree), project, directory -> Optional.of(module))
                .get(0);
    }

    /** Builds the image if it is missing and gives its manifest. */
    private Object build(Repository repository, TargetImage image) {
        BackendChoice backends = new BackendChoice(List.of(
                new DaemonlessBackend(registry, false, LayerMemory.in(project.resolve("layers")), events::add)));
        ImageDiff diff = Answers.await(ImageDiff.of(registry, repository, List.of(image)));
        if (!diff.missing().isEmpty()) {
            new ImageBuilder(registry, backends, TestImages.noSecrets(), 2, events::add, Clock.systemUTC())
                    .build(diff, Map.of("werf", "shop"));
        }
        return Json.read(
                Answers.await(registry.manifest(repository, image.digest().hex()))
                        .orElseThrow()
                        .json());
    }

    private static List<String> layers(Object manifest) {
        return Tree.list(manifest, "layers").stream()
                .map(layer -> Tree.string(layer, "digest").orElseThrow())
                .toList();
    }

    private List<RecordedRequest> requests(String method, String part) {
        return server.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains(part))
                .toList();
    }

    @Test
    void aChangedClassPushesItsLayerOnly() throws IOException {
        List<String> before = layers(build(shop, image("")));
        assertThat(before).hasSize(4);
        server.clearRequests();
        CompiledJava.program(classes(), "Main", "good day");
        List<String> after = layers(build(shop, image("")));
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
        assertThat(after.get(3)).isNotEqualTo(before.get(3));
        assertThat(requests("PUT", "/blobs/uploads/"))
                .as("one layer, one configuration")
                .hasSize(2);
        assertThat(requests("GET", "/v2/base/java/blobs/"))
                .as("the configuration of the base")
                .hasSize(1);
    }

    private void largeLibrary() throws IOException {
        byte[] random = new byte[2 << 20];
        new Random(1).nextBytes(random);
        Files.write(project.resolve("lib.jar"), random);
    }

    @Test
    void aLargeLayerThatTheRegistryHasIsNotMadeAgain() throws IOException {
        largeLibrary();
        List<String> before = layers(build(shop, image("")));
        CompiledJava.program(classes(), "Main", "good day");
        // Whoever read the library again would see other bytes than those that the digest is of.
        TargetImage changed = image("");
        Files.write(project.resolve("lib.jar"), new byte[2 << 20]);
        assertThat(layers(build(shop, changed)).subList(0, 3)).isEqualTo(before.subList(0, 3));
    }

    @Test
    void aLayerThatTheRegistryLacksIsMadeAgain() throws IOException {
        largeLibrary();
        Object first = build(shop, image(""));
        assertThat(build(new Repository(server.host(), "other"), image(""))).isEqualTo(first);
    }

    @Test
    void aBrokenMemoryCostsTimeOnly() throws IOException {
        largeLibrary();
        List<String> before = layers(build(shop, image("")));
        try (Stream<Path> entries = Files.list(project.resolve("layers"))) {
            for (Path entry : entries.toList()) {
                Files.writeString(entry, "{");
            }
        }
        CompiledJava.program(classes(), "Main", "good day");
        assertThat(layers(build(shop, image(""))).subList(0, 3)).isEqualTo(before.subList(0, 3));
    }

    @Test
    void theSameClassesGiveTheSameBytes() throws IOException {
        Object first = build(shop, image(""));
        Files.setLastModifiedTime(classes().resolve("shop/Main.class"), FileTime.fromMillis(1_000_000));
        Repository other = new Repository(server.host(), "other");
        assertThat(build(other, image(""))).isEqualTo(first);
    }

    @Test
    void layersOfTheBaseAreMountedAndNeverDownloaded() {
        build(shop, image(""));
        assertThat(requests("GET", "/v2/base/java/blobs/"))
                .as("the configuration")
                .hasSize(1);
        assertThat(server.requests())
                .filteredOn(request -> request.query().contains("mount=sha256"))
                .as("one layer")
                .singleElement()
                .matches(request -> request.query().contains("from=base%2Fjava")
                        || request.query().contains("from=base/java"));
    }

    @Test
    void severalPlatformsAreOneListWithTheSameLayersOfClasses() {
        Object index = build(shop, image("platform: [linux/amd64, linux/arm64]\n"));
        List<List<String>> layers = new ArrayList<>();
        for (Object entry : Tree.list(index, "manifests")) {
            String digest = Tree.string(entry, "digest").orElseThrow();
            layers.add(layers(Json.read(
                    Answers.await(registry.manifest(shop, digest)).orElseThrow().json())));
        }
        assertThat(Tree.list(index, "manifests"))
                .extracting(
                        entry -> Tree.string(entry, "platform", "architecture").orElse(""))
                .containsExactly("amd64", "arm64");
        assertThat(layers.get(0).get(0)).isNotEqualTo(layers.get(1).get(0));
        assertThat(layers.get(0).subList(1, 4)).isEqualTo(layers.get(1).subList(1, 4));
    }

    @Test
    void aBaseThatIsNotMadeForThePlatformIsAnError() {
        TargetImage image = image("platform: [linux/s390x]\n");
        assertThatThrownBy(() -> build(shop, image))
                .isInstanceOf(BasePlatformException.class)
                .hasMessageContaining("is not made for linux/s390x");
    }
}
