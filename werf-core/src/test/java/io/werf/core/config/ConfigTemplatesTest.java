package io.werf.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.YamlException;
import io.werf.core.error.WerfException;
import io.werf.core.git.GitRepository;
import io.werf.core.lab.GitProject;
import io.werf.core.template.TemplateException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTemplatesTest {

    private static final String META = "configVersion: 1\nproject: shop\n---\n";
    private static final String RULES = """
            giterminismConfigVersion: "1"
            anything: else
            config:
              allowUncommittedTemplates: [.werf/local/*.tmpl]
              goTemplateRendering:
                allowEnvVariables: [VERSION, EMPTY, /CI_.*/, NA.*]
                allowUncommittedFiles: [generated]
            """;

    @TempDir
    private Path directory;

    private GitProject project;

    @BeforeEach
    void init() {
        project = GitProject.init(directory);
        project.file("werf-giterminism.yaml", RULES);
    }

    private WerfConfig read(String yaml) {
        project.file("werf.yaml", yaml).commit("config");
        return read(false);
    }

    private WerfConfig read(boolean loose) {
        try (GitRepository repository = GitRepository.open(directory)) {
            return new WerfConfigReader(
                            repository.files(),
                            new ConfigOptions(
                                    Optional.empty(),
                                    ".werf",
                                    "werf-giterminism.yaml",
                                    loose,
                                    "production",
                                    Optional.empty(),
                                    Map.of("VERSION", "1.2", "EMPTY", "", "CI_JOB", "7")))
                    .read();
        }
    }

    /** What a template makes of the argument {@code A}. */
    private String rendered(String template) {
        return read(META + "image: a\ndockerfile: Dockerfile\nargs:\n  A: |-\n    " + template + "\n")
                .image("a")
                .orElseThrow()
                .args()
                .getOrDefault("A", "");
    }

    @Test
    void environmentCommitAndEnvName() {
        String head = project.commit("first");
        assertThat(head).hasSize(40);
        assertThat(rendered("{{ .Env }} {{ env \"VERSION\" }} {{ env \"CI_JOB\" }}"))
                .isEqualTo("production 1.2 7");
        assertThat(rendered("{{ .Commit.Hash }}"))
                .isEqualTo(project.git("rev-parse", "HEAD").strip());
        assertThat(rendered("{{ .Commit.Date.Human }} {{ .Commit.Date.Unix }}"))
                .isEqualTo("2026-01-02 03:04:05 +0000 UTC 1767323045");
        assertThat(rendered("{{ .Nothing }}")).isEqualTo("<no value>");
    }

    @Test
    void defaultsOfVariables() {
        assertThat(rendered("[{{ env \"EMPTY\" }}]")).isEqualTo("[]");
        assertThat(rendered("{{ env \"EMPTY\" \"x\" }}")).isEqualTo("x");
        assertThat(rendered("{{ env \"CI_OTHER\" \"y\" }}")).isEqualTo("y");
        assertThatThrownBy(() -> rendered("{{ env \"CI_OTHER\" }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("werf.yaml:8:8: ")
                .hasMessageContaining("environment variable CI_OTHER is not set, and no default is given");
    }

    @Test
    void aVariableThatIsNotAllowedIsRefusedAtItsPlaceEvenWhenUnset() {
        for (String name : new String[] {"HOME", "NAX", "XCI_A", "CI_"}) {
            if (name.equals("CI_")) {
                assertThat(rendered("{{ env \"CI_\" \"\" }}")).isEmpty();
                continue;
            }
            assertThatThrownBy(() -> rendered("{{ env \"" + name + "\" \"x\" }}"))
                    .isInstanceOfSatisfying(GiterminismException.class, e -> {
                        assertThat(e)
                                .hasMessage("werf.yaml:8:8: the template reads environment variable " + name
                                        + ", which is not part of the commit and not allowed by werf-giterminism.yaml");
                        assertThat(e.remedy().lines())
                                .containsExactly(
                                        "giterminismConfigVersion: 1",
                                        "config:",
                                        "  goTemplateRendering:",
                                        "    allowEnvVariables:",
                                        "      - " + name);
                        assertThat(e.keyPath()).isEqualTo("config.goTemplateRendering.allowEnvVariables");
                        assertThat(e.excerpt().orElseThrow().render()).contains("env \"" + name);
                    });
        }
    }

    @Test
    void looseModeAllowsEverything() {
        project.commit("rules only");
        project.file(".gitignore", "secret\n")
                .file("secret", "s")
                .file(
                        "werf.yaml",
                        META
                                + "image: {{ env \"ANY\" \"a\" }}{{ env \"UNSET\" }}\ndockerfile: {{ .Files.Get \"secret\" }}\n");
        assertThat(read(true).image("a").orElseThrow().dockerfile()).isEqualTo("s");
    }

    @Test
    void templatesOfTheDirectoryAreNamedByTheirPaths() {
        project.file(".werf/image.tmpl", "{{ define \"image\" }}image: {{ . }}\ndockerfile: Dockerfile\n{{ end }}")
                .file(".werf/deep/er.tmpl", "{{ . | upper }}")
                .file(".werf/other.txt", "{{ broken");
        WerfConfig config = read(
                META
                        + "{{ range tuple \"a\" \"b\" }}\n---\n{{ include \"image\" . }}args: {N: '{{ include \"deep/er.tmpl\" . }}{{"
                        + " include_debug \"deep/er.tmpl\" \"\" }}{{ printf_debug \"x\" }}{{ tpl \"{{ . }}\" 5 }}'}\n{{ end }}");
        assertThat(config.images()).extracting(ImageConfig::name).containsExactly("a", "b");
        assertThat(config.image("b").orElseThrow().args()).containsEntry("N", "B5");
    }

    @Test
    void filesOfTheCommit() {
        project.file("conf/a.txt", "A").file("conf/deep/b.txt", "B").file("conf/c.md", "C");
        assertThat(rendered("{{ .Files.Get \"conf/a.txt\" }}{{ .Files.Get \"/conf/../conf/c.md\" }}"))
                .isEqualTo("AC");
        assertThat(
                        rendered(
                                "{{ range $path, $content := .Files.Glob \"conf/**/*.txt\" }}{{ $path }}={{ $content }};{{ end }}"))
                .isEqualTo("conf/a.txt=A;conf/deep/b.txt=B;");
        assertThat(rendered("{{ .Files.Glob \"nothing/*\" | len }}")).isEqualTo("0");
        assertThat(rendered(
                        "{{ .Files.Exists \"conf/a.txt\" }} {{ .Files.Exists \"conf/x\" }} {{ .Files.IsDir \"conf\" }}"
                                + " {{ .Files.IsDir \"conf/a.txt\" }}"))
                .isEqualTo("true false true false");
        assertThatThrownBy(() -> rendered("{{ .Files.Get \"conf/x\" }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("there is no file \"conf/x\" in the commit");
        assertThatThrownBy(() -> rendered("{{ .Files.Get \"../x\" }}"))
                .hasMessageContaining("leads out of the project directory");
    }

    @Test
    void ignoredFilesNeedARule() {
        project.file(".gitignore", "generated\nother\n").file("generated", "G").file("other", "O");
        assertThat(rendered("{{ .Files.Get \"generated\" }}{{ range .Files.Glob \"gen*\" }}{{ . }}{{ end }}"))
                .isEqualTo("GG");
        assertThatThrownBy(() -> rendered("{{ .Files.Get \"other\" }}"))
                .isInstanceOf(GiterminismException.class)
                .hasMessageContaining("the template reads file other, which is not part of the commit");
        assertThat(rendered("{{ .Files.Exists \"other\" }}")).isEqualTo("false");
    }

    @Test
    void whatIsReadMustBeCommittedUnlessAccepted() {
        project.file(
                        "werf.yaml",
                        META
                                + "{{ .Files.Get \"a\" }}{{ $x := .Files.Glob \"conf/*\" }}{{ .Files.Exists \"generated\" }}")
                .file("a", "---")
                .file("conf/x", "#")
                .commit("one");
        try (GitRepository repository = GitRepository.open(directory)) {
            WerfConfigReader reader = new WerfConfigReader(repository.files(), ConfigOptions.DEFAULT);
            assertThatThrownBy(reader::read).isInstanceOf(ConfigException.class);
            assertThat(reader.mustBeCommitted("a")).isTrue();
            assertThat(reader.mustBeCommitted("conf/new")).isTrue();
            assertThat(reader.mustBeCommitted("conf/deep/new")).isFalse();
            assertThat(reader.mustBeCommitted("generated")).isFalse();
            assertThat(reader.mustBeCommitted("werf.yaml")).isTrue();
            assertThat(reader.mustBeCommitted("werf-giterminism.yaml")).isTrue();
            assertThat(reader.mustBeCommitted(".werf/new.tmpl")).isTrue();
            assertThat(reader.mustBeCommitted(".werf/local/new.tmpl")).isFalse();
            assertThat(reader.mustBeCommitted("README")).isFalse();
        }
    }

    @Test
    void mistakesInTheRenderedTextShowIt() {
        assertThatThrownBy(() ->
                        read(META + "{{ range tuple \"a\" \"b\" }}\n---\nimage: {{ . }}\ndockerfil: x\n{{ end }}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("werf.yaml (rendered):7:1: unknown key \"dockerfil\" in image \"a\"")
                .satisfies(e -> assertThat(
                                ((WerfException) e).excerpt().orElseThrow().render())
                        .contains("image: a"));
        assertThatThrownBy(() -> read(META + "{{ \"[\" }}\n"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("werf.yaml (rendered):");
        assertThatThrownBy(() -> read(META + "{{ if }}\n"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("werf.yaml:4:");
        assertThatThrownBy(() -> read(META + "{{ required \"say which\" \"\" }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("say which");
    }

    @Test
    void aPartialThatFailsNamesItsFile() {
        project.file(".werf/bad.tmpl", "\n{{ fail \"no\" }}");
        assertThatThrownBy(() -> read(META + "{{ include \"bad.tmpl\" . }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(".werf/bad.tmpl:2:")
                .hasMessageContaining("called from werf.yaml:4:");
    }
}
