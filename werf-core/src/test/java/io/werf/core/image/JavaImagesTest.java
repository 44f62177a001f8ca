package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.ConfigException;
import io.werf.core.config.ImageConfig;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.JavaModule.Kind;
import io.werf.core.image.JavaModule.Library;
import io.werf.core.lab.CompiledJava;
import io.werf.core.lab.Configs;
import io.werf.core.lab.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are made of a module's class path. */
class JavaImagesTest {

    private static final String APP = "configVersion: 1\nproject: shop\n---\nimage: app\njib:\n";

    @TempDir
    private Path project;

    private final List<Library> libraries = new ArrayList<>();

    @TempDir
    private static Path compiled;

    @BeforeAll
    static void compile() {
        CompiledJava.program(compiled, "Main", "hello");
        CompiledJava.program(compiled, "Tool", "tool");
        CompiledJava.compile(compiled, "Helper", "package shop; class Helper { int main; void main() {} }");
    }

    private void copy(String name, Path classes) throws IOException {
        Files.createDirectories(classes.resolve("shop"));
        Files.copy(
                compiled.resolve("shop/" + name), classes.resolve("shop/" + name), StandardCopyOption.REPLACE_EXISTING);
    }

    @BeforeEach
    void lay() throws IOException {
        copy("Main.class", classes("app"));
        copy("Helper.class", classes("app"));
        write("app/target/classes/app.properties", "a=b");
        copy("Helper.class", classes("lib"));
        write("m2/a.jar", "a jar");
        write("m2/b-20260101.120000-1.jar", "a snapshot");
        libraries.add(new Library("a-1.0.jar", Kind.RELEASE, project.resolve("m2/a.jar")));
        libraries.add(new Library("lib", Kind.MODULE, classes("lib")));
        libraries.add(new Library("b-2-SNAPSHOT.jar", Kind.SNAPSHOT, project.resolve("m2/b-20260101.120000-1.jar")));
    }

    private Path classes(String module) {
        return project.resolve(module).resolve("target/classes");
    }

    private void write(String path, String content) throws IOException {
        Files.createDirectories(project.resolve(path).getParent());
        Files.writeString(project.resolve(path), content);
    }

    private Optional<JavaModule> module(Path directory) {
        return directory.equals(project.resolve("app"))
                ? Optional.of(new JavaModule(
                        classes("app"),
                        libraries,
                        List.of(project.resolve("app/src/main/java"), project.resolve("pom.xml"))))
                : Optional.empty();
    }

    private List<ImageConfig> config(String jib) {
        MemoryTree tree = new MemoryTree().file("werf.yaml", APP + jib);
        return Configs.images(tree);
    }

    private TargetImage image(String jib) {
        return TargetImages.resolve(new MemoryTree(), config("  module: app\n" + jib), project, this::module)
                .get(0);
    }

    private static String dockerfile(TargetImage image) {
        List<String> lines = new ArrayList<>();
        image.dockerfile().stages().forEach(stage -> {
            lines.add("FROM " + stage.base());
            stage.instructions().forEach(one -> lines.add(one.original()));
        });
        return String.join("\n", lines);
    }

    @Test
    void theClassPathIsSortedIntoLayersByHowOftenItChanges() {
        TargetImage image = image("");
        assertThat(image.context().files())
                .extracting(TreeEntry::path)
                .containsExactly(
                        "classes/shop/Helper.class",
                        "classes/shop/Main.class",
                        "libs/a-1.0.jar",
                        "modules/lib/shop/Helper.class",
                        "resources/app.properties",
                        "snapshots/b-2-SNAPSHOT.jar");
        assertThat(dockerfile(image)).isEqualTo("""
                FROM eclipse-temurin:11-jre
                COPY libs/ /app/libs/
                COPY snapshots/ /app/libs/
                COPY modules/ /app/modules/
                COPY resources/ /app/resources/
                COPY classes/ /app/classes/
                ENTRYPOINT ["java","-cp","/app/resources:/app/classes:/app/libs/a-1.0.jar:/app/modules/lib:/app/libs/b-2-SNAPSHOT.jar","shop.Main"]""");
    }

    @Test
    void everythingCanBeConfigured() {
        TargetImage image = image("""
                  from: registry.example.com/java:21
                  mainClass: shop.Other
                  jvmFlags: [-Xmx64m, "-Dx=a b"]
                  args: [serve, 8080]
                  ports: [8080, 53/udp]
                  user: 1000:app
                  env: {A: "1$A\\"\\\\"}
                  labels: {org.example/team: shop}
                  appRoot: /srv/shop
                """);
        assertThat(dockerfile(image))
                .contains("FROM registry.example.com/java:21\n")
                .contains("ENV A=\"1\\$A\\\"\\\\\"\n")
                .contains("LABEL org.example/team=\"shop\"\n")
                .contains("COPY classes/ /srv/shop/classes/\nEXPOSE 8080\nEXPOSE 53/udp\nUSER 1000:app\n")
                .contains("ENTRYPOINT [\"java\",\"-Xmx64m\",\"-Dx=a b\",\"-cp\",\"/srv/shop/resources:")
                .endsWith(",\"shop.Other\"]\nCMD [\"serve\",\"8080\"]");
        assertThat(dockerfile(image("  entrypoint: [/run, me]\n"))).endsWith("\nENTRYPOINT [\"/run\",\"me\"]");
    }

    @Test
    void twoLibrariesOfTheSameNameAreBothThere() throws IOException {
        write("m2/other.jar", "another jar");
        libraries.add(new Library("a-1.0.jar", Kind.RELEASE, project.resolve("m2/other.jar")));
        assertThat(dockerfile(image(""))).contains("/app/libs/a-1.0.jar:", ":/app/libs/2-a-1.0.jar\"");
    }

    @ParameterizedTest
    @CsvSource({
        "app/target/classes/app.properties, a=c",
        "app/target/classes/new.txt, new",
        "m2/a.jar, another jar",
        "m2/b-20260101.120000-1.jar, another snapshot",
        "lib/target/classes/lib.properties, a=b"
    })
    void whateverChangesOnTheClassPathChangesTheDigest(String path, String content) throws IOException {
        ImageDigest before = image("").digest();
        write(path, content);
        assertThat(image("").digest()).isNotEqualTo(before);
    }

    @Test
    void aChangedClassChangesTheDigestAndModesAndTimesDoNot() throws IOException {
        ImageDigest before = image("").digest();
        Path main = classes("app").resolve("shop/Main.class");
        assertThat(main.toFile().setExecutable(true)).isTrue();
        Files.setLastModifiedTime(main, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(image("").digest()).isEqualTo(before);
        byte[] bytes = Files.readAllBytes(main);
        bytes[bytes.length - 1] ^= 1;
        Files.write(main, bytes);
        assertThat(image("").digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from: other:1",
                "jvmFlags: [-Xmx1g]",
                "args: [a]",
                "ports: [80]",
                "user: 1",
                "env: {A: b}",
                "labels: {a: b}",
                "appRoot: /x",
                "entrypoint: [x]",
                "mainClass: shop.Helper"
            })
    void eachSettingChangesTheDigest(String setting) {
        assertThat(image("  " + setting + "\n").digest()).isNotEqualTo(image("").digest());
    }

    @Test
    void severalMainClassesAreAnErrorThatListsThem() throws IOException {
        copy("Tool.class", classes("app"));
        assertThatThrownBy(() -> image(""))
                .isInstanceOf(MainClassException.class)
                .hasMessageEndingWith("2 classes of the module have a main method: shop.Main, shop.Tool");
        assertThat(dockerfile(image("  mainClass: shop.Tool\n"))).contains("\"shop.Tool\"]");
    }

    @Test
    void noMainClassIsAnError() throws IOException {
        Files.delete(classes("app").resolve("shop/Main.class"));
        assertThatThrownBy(() -> image(""))
                .isInstanceOf(MainClassException.class)
                .hasMessageEndingWith("no class of the module has a main method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no class", "", "\uCAFE\uBABE"})
    void aBrokenClassFileIsAnErrorThatNamesIt(String content) throws IOException {
        write("app/target/classes/shop/Broken.class", content);
        assertThatThrownBy(() -> image(""))
                .isInstanceOf(JavaModuleException.class)
                .hasMessageContaining("classes/shop/Broken.class");
    }

    @Test
    void aModuleThatIsNotCompiledOrNotThereIsAnError() {
        libraries.add(new Library("web", Kind.MODULE, classes("web")));
        assertThatThrownBy(() -> image(""))
                .isInstanceOf(JavaModuleException.class)
                .hasMessageContaining("but it is not compiled: there is no " + classes("web"));
        assertThatThrownBy(
                        () -> TargetImages.resolve(new MemoryTree(), config("  module: none\n"), project, this::module))
                .isInstanceOf(JavaModuleException.class)
                .hasMessageContaining("the Maven module in none, but there is no such module");
    }

    @Test
    void theSourcesAreNeededFromTheCommit() {
        BuildNeeds needs = BuildNeeds.of(new MemoryTree(), config("  module: app\n"), project, this::module);
        assertThat(needs.neededBy("app/src/main/java/shop/Main.java")).contains("the classes of image app");
        assertThat(needs.neededBy("pom.xml")).isPresent();
        assertThat(needs.neededBy("app/src/test/java/shop/MainTest.java")).isEmpty();
        assertThat(needs.neededBy("app/target/classes/shop/Main.class")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  module: ../other",
                "  from: 'a b'",
                "  mainClass: shop/Main",
                "  ports: [http]",
                "  user: 'a b'",
                "  appRoot: app",
                "  appRoot: /a/../b",
                "  env: {A: \"a\\nRUN x\"}",
                "  env: {'A B': x}",
                "  labels: {'a=b': x}",
                "  args: [\"a\\nb\"]",
                "  main: shop.Main",
                "  user: 1\ndockerfile: Dockerfile",
                "  user: 1\ncontext: x",
                "  user: 1\nsecrets: [{env: A}]"
            })
    void wrongSettingsAreErrorsWithTheirPlace(String jib) {
        assertThatThrownBy(() -> config(jib + "\n")).isInstanceOf(ConfigException.class);
    }
}
