package io.werf.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.git.GitRepository;
import io.werf.core.lab.GitProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GiterminismReaderTest {

    @TempDir
    private Path directory;

    private Giterminism read(String rules) {
        GitProject.init(directory).file("werf-giterminism.yaml", rules).commit("rules");
        try (GitRepository repository = GitRepository.open(directory)) {
            return new WerfConfigReader(repository.files(), ConfigOptions.DEFAULT).rules();
        }
    }

    @Test
    void everyRuleIsRead() {
        Giterminism rules = read("""
                giterminismConfigVersion: 1
                config:
                  allowUncommitted: true
                  allowUncommittedTemplates: ["**/*"]
                  goTemplateRendering:
                    allowEnvVariables: [A, /B_.*/]
                    allowUncommittedFiles: [docs]
                  stapel:
                    allowFromLatest: true
                    git: {allowBranch: true}
                    mount: {allowBuildDir: true, allowFromPaths: [/a/b]}
                  dockerfile:
                    allowUncommitted: [docker/*.Dockerfile]
                    allowUncommittedDockerignoreFiles: [.dockerignore]
                    allowContextAddFiles: [target/**]
                  secrets:
                    allowEnvVariables: [TOKEN]
                    allowFiles: [~/.npmrc]
                    allowValueIds: [id1]
                helm:
                  allowUncommittedFiles: [.helm/values-local.yaml]
                cli: {allowCustomTags: true}
                includes: {allowIncludesUpdate: true}
                later: {whatever: [1]}
                """);
        assertThat(rules.loose()).isFalse();
        assertThat(rules.uncommittedConfig().matches("werf.yaml")).isTrue();
        assertThat(rules.uncommittedTemplates().matches(".werf/x.tmpl")).isTrue();
        assertThat(rules.environment()).accepts("A", "B_1").rejects("AA", "XB_1", "b_1");
        assertThat(rules.uncommittedFiles().matches("docs/a/b.md")).isTrue();
        assertThat(rules.dockerfiles().matches("docker/a.Dockerfile")).isTrue();
        assertThat(rules.dockerfiles().matches("a.Dockerfile")).isFalse();
        assertThat(rules.addedToContexts().matches("target/a/b.jar")).isTrue();
        assertThat(rules.secretVariables()).containsExactly("TOKEN");
        assertThat(rules.chartFiles().matches(".helm/values-local.yaml")).isTrue();
        assertThat(rules.chartFiles().matches(".helm/values.yaml")).isFalse();
        assertThat(rules.customTags()).isTrue();
    }

    @Test
    void withoutTheFileNothingIsAllowed() {
        Giterminism rules = read("# nothing\n");
        assertThat(rules).isEqualTo(Giterminism.STRICT);
        assertThat(rules.uncommittedConfig().matches("werf.yaml")).isFalse();
        assertThat(rules.environment().test("HOME")).isFalse();
    }

    @Test
    void mistakes() {
        assertError("config: {}\n", "werf-giterminism.yaml:1:1: key \"giterminismConfigVersion\" is missing");
        assertError(
                "giterminismConfigVersion: 2\n", "werf-giterminism.yaml:1:27: \"giterminismConfigVersion\" must be 1");
        assertError(
                "giterminismConfigVersion: 1\nconfig: {dockerfile: {allowUncommitted: yes}}\n",
                "werf-giterminism.yaml:2:41: \"allowUncommitted\" in dockerfile must be a string or a list of strings,"
                        + " found a boolean");
        assertError(
                "giterminismConfigVersion: 1\nconfig: {goTemplateRendering: {allowEnvVariables: ['/(/']}}\n",
                "werf-giterminism.yaml:2:51: \"allowEnvVariables\" has a malformed regular expression: Unclosed group");
    }

    private void assertError(String rules, String message) {
        assertThatThrownBy(() -> read(rules))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt,a.txt,true",
        "*.txt,a.txt,true",
        "*.txt,d/a.txt,false",
        "**/*.txt,a.txt,true",
        "**/*.txt,d/e/a.txt,true",
        "**,d/e,true",
        "**/*,d/e,true",
        "d,d/e/f,true",
        "d/,d/e/f,true",
        "d/*,d/e/f,true",
        "d/**/f,d/f,true",
        "d/**/f,d/x/y/f,true",
        "d/**/f,d/x/y/g,false",
        "?.md,a.md,true",
        "[ab].md,b.md,true",
        "[^ab].md,b.md,false",
        "./a,a,true",
        "'{a,b/c}.txt',b/c.txt,true",
        "'{a,b/c}.txt',b.txt,false"
    })
    void globs(String glob, String path, boolean matches) {
        PathPatterns patterns = PathPatterns.of(List.of(glob));
        assertThat(patterns.matches(path)).isEqualTo(matches);
        if (matches) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                assertThat(patterns.mayMatchBelow(path.substring(0, slash))).isTrue();
            }
        }
    }

    @Test
    void directoriesThatCannotMatchAreNotEntered() {
        PathPatterns patterns = PathPatterns.of(List.of("conf/*/x", "docs"));
        assertThat(patterns.mayMatchBelow("")).isTrue();
        assertThat(patterns.mayMatchBelow("conf/a")).isTrue();
        assertThat(patterns.mayMatchBelow("docs/deep")).isTrue();
        assertThat(patterns.mayMatchBelow("src")).isFalse();
        assertThat(PathPatterns.of(List.of()).mayMatchBelow("")).isFalse();
    }

    @Test
    void malformedPatternOfASetting() {
        assertThatThrownBy(() -> PathPatterns.ofSetting("devIgnore", List.of("a[")))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith("the pattern \"");
    }
}
