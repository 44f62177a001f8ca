package io.werf.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.CleanupConfig.Limit;
import io.werf.core.config.CleanupConfig.Operator;
import io.werf.core.config.CleanupConfig.ReferenceKind;
import io.werf.core.data.YamlException;
import io.werf.core.error.WerfException;
import io.werf.core.git.GitRepository;
import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WerfConfigReaderTest {

    private static final String META = "configVersion: 1\nproject: shop\n---\n";

    @TempDir
    private Path directory;

    private GitProject project;

    @BeforeEach
    void init() {
        project = GitProject.init(directory);
    }

    private WerfConfig read(String yaml) {
        project.file("werf.yaml", yaml).commit("config");
        return read(Optional.empty(), Optional.empty());
    }

    private WerfConfig read(Optional<String> path, Optional<String> projectName) {
        try (GitRepository repository = GitRepository.open(directory)) {
            ConfigOptions usual = ConfigOptions.DEFAULT;
            return new WerfConfigReader(
                            repository.files(),
                            new ConfigOptions(
                                    path,
                                    usual.templatesDirectory(),
                                    usual.giterminismPath(),
                                    false,
                                    "",
                                    projectName,
                                    Map.of()))
                    .read();
        }
    }

    private void assertError(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigException.class).hasMessage(message);
    }

    @Test
    void smallestConfig() {
        assertThat(read("configVersion: 1\nproject: shop\n"))
                .isEqualTo(new WerfConfig("shop", DeployConfig.DEFAULT, List.of()));
    }

    @Test
    void imagesInTheOrderOfTheFile() {
        WerfConfig config = read("""
                configVersion: 1
                project: shop
                deploy:
                  helmChartDir: deploy/chart/
                  helmRelease: "[[ project ]]-[[ namespace ]]"
                  helmReleaseSlug: false
                  namespace: '[[ env ]]'
                  namespaceSlug: no
                ---
                # only a comment
                --- # the next one
                image: backend
                context: ./services/backend
                dockerfile: docker/../Dockerfile
                target: run
                args: {VERSION: 1.10, MODE: "0755", NUM: 0755, DEBUG: yes, EMPTY: }
                ---   \t
                dockerfile: Dockerfile
                image: [worker, migrate]
                target: 1
                """);
        assertThat(config.deploy())
                .isEqualTo(new DeployConfig(
                        "deploy/chart",
                        Optional.of("[[ project ]]-[[ namespace ]]"),
                        false,
                        Optional.of("[[ env ]]"),
                        false,
                        Optional.empty()));
        assertThat(config.images()).extracting(ImageConfig::name).containsExactly("backend", "worker", "migrate");
        ImageConfig backend = config.image("backend").orElseThrow();
        assertThat(backend.context()).isEqualTo("services/backend");
        assertThat(backend.dockerfile()).isEqualTo("services/backend/Dockerfile");
        assertThat(backend.target()).contains("run");
        assertThat(backend.args())
                .containsExactly(
                        Map.entry("VERSION", "1.10"),
                        Map.entry("MODE", "0755"),
                        Map.entry("NUM", "0755"),
                        Map.entry("DEBUG", "true"),
                        Map.entry("EMPTY", ""));
        assertThat(backend.location()).hasToString("werf.yaml:12:1");
        assertThat(config.image("migrate").orElseThrow().target()).contains("1");
        assertThat(config.image("migrate").orElseThrow().context()).isEmpty();
    }

    @Test
    void nullNameIsTheNamelessImageAndNoNameIsNoImage() {
        assertThat(read(META + "image: ~\ndockerfile: Dockerfile\n").images())
                .extracting(ImageConfig::name)
                .containsExactly("");
        assertThat(read(META + "dockerfile: Dockerfile\n").images()).isEmpty();
    }

    @Test
    void namelessImageMustBeAlone() {
        assertError(
                META + "image: ~\ndockerfile: Dockerfile\n---\nimage: a\ndockerfile: Dockerfile\n",
                "werf.yaml:4:1: an image without a name must be the only one; there are also: a");
    }

    @Test
    void unknownKeyNamesTheNearestAndShowsThePlace() {
        assertThatThrownBy(() -> read(META + "image: backend\ndockerFile: Dockerfile\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "werf.yaml:5:1: unknown key \"dockerFile\" in image \"backend\"; did you mean \"dockerfile\"?")
                .satisfies(error -> assertThat(
                                ((WerfException) error).excerpt().orElseThrow().render())
                        .isEqualTo("""
                                     3 │ ---
                                     4 │ image: backend
                                     5 │ dockerFile: Dockerfile
                                       │ ^^^^^^^^^^
                                """));
    }

    @Test
    void unknownKeysOfTheOtherSections() {
        assertError(
                "configVersion: 1\nprojects: shop\n",
                "werf.yaml:2:1: unknown key \"projects\"; did you mean \"project\"?");
        assertError(
                "configVersion: 1\nproject: shop\ndeploy:\n  nameSpace: x\n",
                "werf.yaml:4:3: unknown key \"nameSpace\" in deploy; did you mean \"namespace\"?");
        assertError(
                "configVersion: 1\nproject: shop\ngitWorktree:\n  zzzzzzzzzzzz: x\n",
                "werf.yaml:4:3: unknown key \"zzzzzzzzzzzz\" in gitWorktree; there are: allowFetchOriginBranchesAndTags,"
                        + " allowUnshallow, forceShallowClone");
    }

    @Test
    void wrongTypes() {
        assertError("configVersion: 1\nproject: [a]\n", "werf.yaml:2:10: \"project\" must be a string, found a list");
        assertError(
                "configVersion: 1\nproject: shop\ndeploy: x\n",
                "werf.yaml:3:9: \"deploy\" must be a map, found a string");
        assertError(
                "configVersion: 1\nproject: shop\ndeploy:\n  namespaceSlug: \"yes\"\n",
                "werf.yaml:4:18: \"namespaceSlug\" in deploy must be a boolean (true or false), found a string");
        assertError(
                META + "image: {a: b}\ndockerfile: x\n",
                "werf.yaml:4:8: \"image\" in image must be a string or a list of strings, found a map");
        assertError(
                META + "image: [a, 1]\ndockerfile: x\n",
                "werf.yaml:4:12: \"image\" in image must be a list of strings, found a number");
        assertError(
                META + "image: a\ndockerfile: x\nargs: {A: [1]}\n",
                "werf.yaml:6:11: \"args.A\" in image \"a\" must be a string, a number or a boolean, found a list");
        assertError(META + "- a\n", "werf.yaml:4:1: expected a map of keys, found a list");
        assertError("just text\n", "werf.yaml:1:1: expected a map of keys, found a string");
    }

    @Test
    void missingKeys() {
        assertError("configVersion: 1\n", "werf.yaml:1:1: key \"project\" is missing");
        assertError(META + "image: backend\n", "werf.yaml:4:1: key \"dockerfile\" is missing in image \"backend\"");
        assertError("image: a\ndockerfile: x\n", "werf.yaml:1:1: no section with \"configVersion: 1\" and \"project\"");
        assertError("", "werf.yaml:1:1: no section with \"configVersion: 1\" and \"project\"");
        assertThatThrownBy(() -> read(META + "context: x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("werf.yaml:4:1: a section must have one of the keys \"configVersion\"");
    }

    @Test
    void configVersionIsOne() {
        assertError("configVersion: 2\nproject: shop\n", "werf.yaml:1:16: \"configVersion\" must be 1");
        assertError(
                "configVersion: \"1\"\nproject: shop\n",
                "werf.yaml:1:16: \"configVersion\" must be a whole number, found a string");
    }

    @Test
    void onlyOneMetaSection() {
        assertError(
                META + "configVersion: 1\nproject: other\n",
                "werf.yaml:4:1: a second section with \"configVersion\"; there can be only one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "shop_1", "-shop", "shop-", "\"\"", "a.b", "магазин"})
    void invalidProjectName(String name) {
        assertThatThrownBy(() -> read("configVersion: 1\nproject: " + name + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("werf.yaml:2:10: ")
                .hasMessageContaining("is not a valid project name");
    }

    @Test
    void projectNameCanBeReplaced() {
        project.file("werf.yaml", "configVersion: 1\nproject: shop\n").commit("config");
        assertThat(read(Optional.empty(), Optional.of("other")).project()).isEqualTo("other");
        assertThatThrownBy(() -> read(Optional.empty(), Optional.of("Other!")))
                .isInstanceOf(InvalidNameException.class)
                .hasMessageStartingWith("the project name \"Other!\" is not valid");
    }

    @Test
    void sameImageNameTwice() {
        assertError(
                META + "image: a\ndockerfile: x\n---\nimage: [b, a]\ndockerfile: z\n",
                "werf.yaml:7:1: image \"a\" is defined twice, first in line 4");
        assertError(
                META + "image: [a, a]\ndockerfile: z\n",
                "werf.yaml:4:1: image \"a\" is defined twice, first in line 4");
    }

    @Test
    void duplicateKeyIsRefusedAtTheLineOfTheFile() {
        assertThatThrownBy(() -> read(META + "image: a\nimage: b\ndockerfile: x\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("werf.yaml:5:1: duplicate key \"image\"");
    }

    @Test
    void brokenYamlIsRefusedAtTheLineOfTheFile() {
        assertThatThrownBy(() -> read(META + "image: [a\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("werf.yaml:");
        assertThatThrownBy(() -> read(META + "image: a\n\tdockerfile: x\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("werf.yaml:5:1: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "C:x", "\"a\\0b\"", "\"\""})
    void dockerfileOutsideOfItsContext(String path) {
        assertThatThrownBy(() -> read(META + "image: a\ncontext: deep/er\ndockerfile: " + path + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("werf.yaml:6:13: \"dockerfile\" must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/", "a/../.."})
    void contextOutsideOfTheProject(String path) {
        assertError(
                META + "image: a\ncontext: " + path + "\ndockerfile: x\n",
                "werf.yaml:5:10: \"context\" must be a relative path that stays inside the project directory, found \""
                        + path + "\"");
    }

    @Test
    void chartDirectoryOutsideOfTheProject() {
        assertError(
                "configVersion: 1\nproject: shop\ndeploy: {helmChartDir: ../chart}\n",
                "werf.yaml:3:24: \"helmChartDir\" must be a path inside the project directory, found \"../chart\"");
        assertError(
                "configVersion: 1\nproject: shop\ndeploy: {helmChartDir: ''}\n",
                "werf.yaml:3:24: \"helmChartDir\" must not be empty");
    }

    @Test
    void unknownFunctionOfANameIsShownAtItsPlace() {
        assertError(
                "configVersion: 1\nproject: shop\ndeploy:\n  helmRelease: \"[[ project ]]-[[ evn ]]\"\n",
                "werf.yaml:4:34: unknown function \"evn\"; there are: env, namespace, project (in \"helmRelease\")");
        assertError(
                "configVersion: 1\nproject: shop\ndeploy:\n  namespace: x-[[ namespace ]]\n",
                "werf.yaml:4:19: unknown function \"namespace\"; there are: env, project (in \"namespace\")");
        assertError(
                "configVersion: 1\nproject: shop\ndeploy:\n  namespace: x-[[ env\n",
                "werf.yaml:4:16: \"[[\" without \"]]\" (in \"namespace\")");
    }

    @Test
    void cleanupAndWorktreeAreReadWithTheirTypes() {
        WerfConfig config = read("""
                configVersion: 1
                project: shop
                gitWorktree:
                  allowUnshallow: false
                cleanup:
                  disableKubernetesBasedPolicy: true
                  keepImagesBuiltWithinLastNHours: 5
                  keepPolicies:
                  - references:
                      tag: /v.*/
                      limit: {last: 10, in: 1h30m, operator: Or}
                  - references: {branch: main}
                    imagesPerReference: {last: 3, in: 168h}
                """);
        assertThat(config.gitWorktree()).isEqualTo(new GitWorktreeConfig(false, false, true));
        assertThat(config.cleanup())
                .isEqualTo(new CleanupConfig(
                        false,
                        false,
                        true,
                        true,
                        5,
                        List.of(
                                new CleanupConfig.KeepPolicy(
                                        ReferenceKind.TAG,
                                        "/v.*/",
                                        new Limit(10, Optional.of(Duration.ofMinutes(90)), Operator.OR),
                                        new Limit(1, Optional.empty(), Operator.AND)),
                                new CleanupConfig.KeepPolicy(
                                        ReferenceKind.BRANCH,
                                        "main",
                                        new Limit(-1, Optional.empty(), Operator.AND),
                                        new Limit(3, Optional.of(Duration.ofHours(168)), Operator.AND)))));
    }

    @Test
    void mistakesInCleanup() {
        String start = "configVersion: 1\nproject: shop\ncleanup:\n  keepPolicies:\n";
        assertError(
                start + "  - references: {tag: a, branch: b}\n",
                "werf.yaml:5:34: \"references\" must have either \"tag\" or \"branch\"");
        assertError(
                start + "  - imagesPerReference: {last: 1}\n",
                "werf.yaml:5:5: key \"references\" is missing in keepPolicies");
        assertError(
                start + "  - references: {tag: a, limit: {in: 7d}}\n",
                "werf.yaml:5:38: \"in\" must be a duration such as 168h or 30m, found \"7d\"");
        assertError(
                start + "  - references: {tag: a, limit: {operator: and}}\n",
                "werf.yaml:5:44: \"operator\" must be And or Or, found \"and\"");
        assertError(
                start + "  - references: {tag: a, limit: {las: 1}}\n",
                "werf.yaml:5:34: unknown key \"las\" in limit; did you mean \"last\"?");
    }

    @Test
    void otherNamesAndPaths() throws IOException {
        project.file("werf.yml", "configVersion: 1\nproject: yml\n")
                .file("conf/my.yaml", "configVersion: 1\nproject: my\n");
        Files.createSymbolicLink(directory.resolve("link.yaml"), Path.of("conf/../conf/my.yaml"));
        project.commit("one");
        assertThat(read(Optional.empty(), Optional.empty()).project()).isEqualTo("yml");
        assertThat(read(Optional.of("conf/my.yaml"), Optional.empty()).project())
                .isEqualTo("my");
        assertThat(read(Optional.of("link.yaml"), Optional.empty()).project()).isEqualTo("my");
        project.file("werf.yaml", "configVersion: 1\nproject: yaml\n").commit("two");
        assertThat(read(Optional.empty(), Optional.empty()).project()).isEqualTo("yaml");
    }

    @Test
    void noConfigSaysWhatWasLookedFor() {
        project.file("README", "x").commit("one");
        project.file("werf.yaml", "only on disk");
        assertThatThrownBy(() -> read(Optional.empty(), Optional.empty()))
                .isInstanceOf(NoWerfConfigException.class)
                .hasMessage("the commit has no werf.yaml and no werf.yml in the project directory");
        assertThatThrownBy(() -> read(Optional.of("../x"), Optional.empty()))
                .isInstanceOfSatisfying(
                        NoWerfConfigException.class,
                        error -> assertThat(error.lookedFor()).containsExactly("../x"));
    }

    /** What they bring may be werf.yaml itself. */
    @Test
    void includesAreRefusedBeforeAnythingElse() {
        project.file("werf-includes.yaml", "includes: []\n").commit("one");
        assertThatThrownBy(() -> read(Optional.empty(), Optional.empty()))
                .isInstanceOf(IncludesException.class)
                .hasMessageContaining("werf-includes.yaml");
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreFine() {
        WerfConfig config =
                read("\uFEFFconfigVersion: 1\r\nproject: shop\r\n---\r\nimage: a\r\ndockerfile: Dockerfile\r\n");
        assertThat(config.project()).isEqualTo("shop");
        assertThat(config.image("a").orElseThrow().dockerfile()).isEqualTo("Dockerfile");
    }

    @Test
    void tooLargeFileIsRefused() {
        assertThatThrownBy(() -> read("#".repeat(2 << 20)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("more than 1 MiB");
    }
}
