package io.werf.it.bench;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One class of a Maven project changes: {@code mvn compile werf:build} with a {@code jib} image and {@code mvn compile jib:build}
 * by the Jib Maven plugin, in turn, each a whole Maven process, into the lab's registry. Started by {@code it/benchmark jib}.
 */
final class JibBenchmark {

    private static final String PLUGIN = "com.google.cloud.tools:jib-maven-plugin:3.5.2";
    private static final String JIB = "jib";
    private static final int CLASSES = 200;

    private final Path project;
    private final Repository repository =
            new Repository(System.getenv("LAB_REGISTRY"), "benchmark-" + UUID.randomUUID());
    private int change;

    private JibBenchmark(Path project) {
        this.project = project;
    }

    /** Something that makes an image of the project. */
    private final class Tool {

        private final String name;
        private final Pattern tags;
        private final List<String> command;
        private final List<Long> took = new ArrayList<>();
        private final List<Long> pushed = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        /** @param tags what the images that it makes are called */
        Tool(String name, String tags, String... arguments) {
            this.name = name;
            this.tags = Pattern.compile(tags);
            this.command = new ArrayList<>(List.of("mvn", "-q", "-B", "-ntp", "-f", project.toString(), "compile"));
            this.command.addAll(List.of(arguments));
        }

        void build(RegistryClient registry) throws Exception {
            changeOneClass();
            Set<String> before = new HashSet<>(Answers.await(registry.tags(repository)));
            took.add(Measured.run(command.toArray(String[]::new)));
            String tag = Answers.await(registry.tags(repository)).stream()
                    .filter(candidate ->
                            tags.matcher(candidate).matches() && (candidate.equals(JIB) || !before.contains(candidate)))
                    .findFirst()
                    .orElseThrow();
            ImageManifest manifest =
                    Answers.await(registry.manifest(repository, tag)).orElseThrow();
            pushed.add(Tree.list(Json.read(manifest.json()), "layers").stream()
                    .filter(layer -> seen.add(Tree.string(layer, "digest").orElse("")))
                    .count());
        }

        void print() {
            // The first run fetches plugins and fills caches. (Jib refuses to run offline.)
            Measured.print(name + ", ms", took.subList(1, took.size()));
            Measured.print(name + ", layers pushed", pushed.subList(1, pushed.size()));
        }
    }

    public static void main(String[] arguments) throws Exception {
        new JibBenchmark(Files.createTempDirectory("werf-benchmark")).run();
    }

    private void run() throws Exception {
        makeProject();
        List<Tool> tools = List.of(
                new Tool("mvn compile werf:build", "[0-9a-f]{56}", "werf:build", "-Dwerf.repo=" + repository),
                new Tool(
                        "mvn compile jib:build (Jib Maven plugin)",
                        JIB,
                        PLUGIN + ":build",
                        "-Djib.to.image=" + repository + ":" + JIB,
                        "-Djib.from.image=" + System.getenv("LAB_JRE_IMAGE"),
                        "-Djib.allowInsecureRegistries=true",
                        "-Djib.disableUpdateChecks=true"));
        try (RegistryClient registry =
                new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC())) {
            for (int i = 0; i <= Measured.RUNS; i++) {
                for (Tool tool : tools) {
                    tool.build(registry);
                }
            }
        }
        System.out.printf("one class of %d changed, %d runs each, medians (min - max)%n", CLASSES, Measured.RUNS);
        tools.forEach(Tool::print);
    }

    private void makeProject() throws IOException, InterruptedException {
        Path sources = Files.createDirectories(project.resolve("src/main/java/shop"));
        for (int i = 0; i < CLASSES; i++) {
            Files.writeString(
                    sources.resolve("Part" + i + ".java"),
                    "package shop;\nfinal class Part" + i + " { int value() { return " + i + "; } }\n");
        }
        Files.writeString(
                project.resolve("werf.yaml"),
                "project: shop\nconfigVersion: 1\n---\nimage: app\njib:\n  from: " + System.getenv("LAB_JRE_IMAGE")
                        + "\n  mainClass: shop.Main\n");
        Files.writeString(project.resolve(".gitignore"), "target/\n");
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>shop</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>tools.jackson.core</groupId>
                      <artifactId>jackson-core</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-compiler-plugin</artifactId>
                        <version>3.14.1</version>
                      </plugin>
                      <plugin>
                        <artifactId>maven-resources-plugin</artifactId>
                        <version>3.3.1</version>
                      </plugin>
                      <plugin>
                        <groupId>io.werf</groupId>
                        <artifactId>werf-maven-plugin</artifactId>
                        <version>%s</version>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(version("jackson-core"), version("werf-core")));
        Measured.run("git", "init", "-q", "-b", "main", project.toString());
    }

    /** The version of a jar of the class path: it is surely in the local repository. */
    private static String version(String artifact) {
        Matcher jar = Pattern.compile(artifact + "-([^/]+)\\.jar").matcher(System.getProperty("java.class.path"));
        if (!jar.find()) {
            throw new IllegalStateException("there is no " + artifact + " on the class path");
        }
        return jar.group(1);
    }

    private void changeOneClass() throws IOException, InterruptedException {
        Files.writeString(
                project.resolve("src/main/java/shop/Main.java"),
                "package shop;\npublic final class Main { public static void main(String[] a) { System.out.println("
                        + change++ + "); } }\n");
        Measured.commit(project);
    }
}
