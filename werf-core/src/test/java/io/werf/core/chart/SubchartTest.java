package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.ValuesSchemaException.Violation;
import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subcharts: what Helm prints for a chart is what ours has to be. */
class SubchartTest {

    private static final String PARENT = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";

    private static String chart(String name) {
        return "apiVersion: v2\nname: " + name + "\nversion: 1.2.3\n";
    }

    @TempDir
    private Path directory;

    private static ChartCase parent(String dependencies) {
        return new ChartCase().file("Chart.yaml", PARENT + dependencies).file("templates/show.yaml", ChartCase.SHOW);
    }

    @Test
    void valuesFlowDownAndGlobalsToAll() {
        parent("")
                .file(
                        "values.yaml",
                        "global: {a: {b: {x: 1}}, p: top}\ndb: {size: 5, global: {a: {b: {y: 2}}, q: 1}, gone: null,"
                                + " deep: {k: null, n: 1}}\nother: 1\n")
                .subchart(
                        "charts/db",
                        chart("db"),
                        "size: 1\ngone: {a: 1}\ndeep: {k: 5, m: null, n: {z: 1}}\nglobal: {own: 1, p: sub}\nx: {y: 1}\n"
                                + "inner: {q: 8}\n")
                .subchart("charts/db/charts/inner", chart("inner"), "q: 1\nr: 2\nglobal: {own: 2}\n")
                .subchart("charts/web", chart("web"), "port: 80\n")
                .values("db: {x: null, inner: {r: null}}\nglobal: {extra: [1]}\nweb: {port: 8080, new: 1}\n")
                .set("db.deep.m", "7")
                .rendersAsHelm(directory);
    }

    @Test
    void nullsRemoveDefaultsThroughLevels() {
        ChartCase chart = parent("dependencies: [{name: db, version: 1.x, repository: ''}]\n")
                .file(
                        "values.yaml",
                        "db: {a: {b: 1, c: null}, l: null, inner: {k: null}}\nown: {x: 1, y: {z: 2}}\nn: null\n")
                .subchart("charts/db", chart("db"), "a: {b: 2, c: 3, d: 4}\nl: [1]\nm: {o: null}\ninner: {j: 1}\n")
                .subchart("charts/db/charts/inner", chart("inner"), "k: {z: 1}\nj: 2\ni: 3\n");
        chart.rendersAsHelm(directory);
        chart.values(
                        "db: {a: {d: null, b: null}, m: {o: null, p: null}, inner: {i: null}}\nown: {y: {z: null}, x: null}\n")
                .values("own: {w: null}\n")
                .rendersAsHelm(directory);
    }

    @Test
    void aliasesConditionsAndTagsDecide() {
        ChartCase chart = parent("dependencies:\n"
                        + "- {name: db, version: ^1.0.0, repository: '', alias: first, condition: 'first.enabled,all.enabled'}\n"
                        + "- {name: db, version: 1.2.x, repository: '', alias: second, tags: [back, data]}\n"
                        + "- {name: web, version: '>=1', repository: '', condition: web.enabled, tags: [front]}\n"
                        + "- {name: old, version: 2.x, repository: '', alias: renamed}\n")
                .file(
                        "values.yaml",
                        "first: {enabled: true}\ntags: {back: false, data: true, front: true}\nweb: {a: 1}\n")
                .subchart(
                        "charts/db",
                        chart("db") + "dependencies: [{name: inner, version: '*', condition: inner.used}]\n",
                        "a: 1\n")
                .subchart("charts/db/charts/inner", chart("inner"), "used: true\n")
                .subchart("charts/web", chart("web"), "enabled: true\n")
                .subchart("charts/web/charts/undeclared", chart("undeclared"), "u: 1\n")
                .subchart("charts/old", chart("old"), "o: 1\n")
                .subchart("charts/extra", chart("extra"), "e: 1\n");
        chart.rendersAsHelm(directory);
        chart.values(
                        "first: {inner: {used: false}}\nall: {enabled: false}\nweb: {enabled: null}\ntags: {data: false}\n")
                .rendersAsHelm(directory);
        chart.set("first.enabled", "false").set("tags.front", "false").rendersAsHelm(directory);
    }

    @Test
    void undeclaredChartsBelowAnAliasKeepTheirOldPath() {
        parent("dependencies: [{name: db, version: 1.2.3, repository: '', alias: store}]\n")
                .subchart("charts/db", chart("db"), "a: 1\ninner: {k: 2}\n")
                .subchart("charts/db/charts/inner", chart("inner"), "k: 1\n")
                .rendersAsHelm(directory);
    }

    @Test
    void valuesAreImportedInBothForms() {
        parent("dependencies:\n- name: db\n  version: 1.x\n  repository: ''\n  import-values:\n  - data\n"
                        + "  - {child: conn, parent: database.main}\n  - {child: nope, parent: x}\n"
                        + "  - {child: inner.deep, parent: .}\n")
                .file("values.yaml", "database: {main: {host: mine}}\nport: null\n")
                .subchart(
                        "charts/db",
                        chart("db") + "dependencies:\n- name: inner\n  version: '*'\n  repository: ''\n"
                                + "  import-values: [{child: deep, parent: fromInner}]\n",
                        "exports: {data: {port: 1, list: [a], m: {n: 1}}}\nconn: {host: theirs, user: null, pw: x}\n")
                .subchart("charts/db/charts/inner", chart("inner"), "deep: {level: 3, off: null}\n")
                .values("m: {n: null}\n")
                .rendersAsHelm(directory);
    }

    @Test
    void ofAChartUnderTwoAliasesTheFirstImports() {
        parent("dependencies: [{name: db, version: 1.x, repository: '', alias: one},"
                        + " {name: db, version: 1.x, repository: '', alias: two}]\n")
                .subchart(
                        "charts/db",
                        chart("db")
                                + "dependencies: [{name: inner, version: 1.x, repository: '', import-values: [out,"
                                + " {child: more, parent: deep}]}]\n",
                        "a: 1\n")
                .subchart("charts/db/charts/inner", chart("inner"), "exports: {out: {b: 2}}\nmore: {c: 3}\n")
                .rendersAsHelm(directory);
    }

    @Test
    void anAliasInAChartUnderTwoAliasesIsKnownToTheFirst() {
        parent("dependencies: [{name: db, version: 1.x, repository: '', alias: one},"
                        + " {name: db, version: 1.x, repository: '', alias: two}]\n")
                .subchart(
                        "charts/db",
                        chart("db") + "dependencies: [{name: inner, version: 1.x, repository: '', alias: other,"
                                + " condition: other.enabled}]\n",
                        "a: 1\n")
                .subchart("charts/db/charts/inner", chart("inner"), "b: 2\n")
                .rendersAsHelm(directory);
    }

    @Test
    void aChartThatNobodyDeclaresImportsToo() {
        String imports = "dependencies:\n- {name: t, version: '*', repository: '', alias: %s, import-values: [data]}\n";
        for (String alias : List.of("t", "other")) {
            parent("")
                    .subchart("charts/s", chart("s") + imports.formatted(alias), "own: 1\n")
                    .subchart("charts/s/charts/t", chart("t"), "exports: {data: {port: 1, own: 2}}\n")
                    .rendersAsHelm(directory);
        }
    }

    @Test
    void parentsExportToChildren() {
        Manifest manifest = parent("dependencies:\n- name: db\n  version: 1.x\n  alias: store\n  export-values:\n"
                        + "  - {parent: images.db, child: image}\n  - shared\n  - {parent: level, child: log.level}\n")
                .file(
                        "values.yaml",
                        "images: {db: {tag: v1}}\nexports: {shared: {region: eu}}\nlevel: debug\nstore: {region: us}\n")
                .file("templates/show.yaml", "")
                .subchart("charts/db", chart("db"), "image: {tag: v0, name: db}\nlog: {level: info, json: true}\n")
                .values("images: {db: {tag: v2}}\n")
                .ours();
        assertThat(manifest.text())
                .contains("\"image\":{\"name\":\"db\",\"tag\":\"v2\"}")
                .contains("\"log\":{\"json\":true,\"level\":\"debug\"}")
                .contains("\"region\":\"eu\"");
    }

    @Test
    void templatesOfAllChartsAreOneSet() {
        parent("dependencies: [{name: lib, version: 1.x, repository: ''}]\n")
                .file("templates/_a.tpl", "{{ define \"who\" }}parent{{ end }}")
                .file(
                        "templates/use.yaml",
                        "kind: Service\nwho: {{ include \"who\" . }} {{ include \"lib.name\" . }}\n"
                                + "sub: {{ .Subcharts.db.Chart.Name }} {{ .Subcharts.db.Values.a }} {{ keys .Subcharts | sortAlpha }}\n"
                                + "dep: {{ range .Chart.Dependencies }}{{ .Name }} {{ .Version }} {{ .Enabled }}{{ end }}\n"
                                + "file: {{ .Subcharts.db.Files.Get \"conf.txt\" }}{{ .Files.Get \"conf.txt\" }}\n")
                .file("templates/NOTES.txt", "top {{ .Release.Name }}")
                .subchart("charts/db", chart("db"), "a: 1\n")
                .file("charts/db/conf.txt", "of db")
                .file("charts/db/templates/_a.tpl", "{{ define \"who\" }}child{{ end }}")
                .file(
                        "charts/db/templates/use.yaml",
                        "kind: Service\nwho: {{ include \"who\" . }} {{ .Files.Get \"conf.txt\" }}\n"
                                + "none: {{ .Files.Get \"templates/use.yaml\" }}\nall: {{ printf \"%v|%v\" .Subcharts .Chart | quote }}\n")
                .file("charts/db/templates/NOTES.txt", "{{ fail \"is it executed\" | empty }}")
                .file("charts/db/templates/NOTES.txt", "sub")
                .file("charts/lib/Chart.yaml", chart("lib") + "type: library\n")
                .file("charts/lib/templates/_n.tpl", "{{ define \"lib.name\" }}L{{ .Chart.Name }}{{ end }}")
                .file("charts/lib/templates/not.yaml", "{{ fail \"never\" }}")
                .rendersAsHelm(directory);
    }

    @Test
    void notesAreThoseOfTheTop() {
        Manifest manifest = parent("")
                .file("templates/NOTES.txt", "top {{ .Release.Name }}")
                .subchart("charts/db", chart("db"), "a: 1\n")
                .file("charts/db/templates/NOTES.txt", "sub")
                .file("charts/db/crds/c.yaml", "kind: CustomResourceDefinition\nmetadata: {name: x}\n")
                .file("crds/b.yaml", "kind: CustomResourceDefinition\nmetadata: {name: y}\n")
                .ours();
        assertThat(manifest.notes()).isEqualTo("top shop");
        assertThat(manifest.documents())
                .extracting(document -> document.source() + " " + document.location())
                .containsExactly(
                        "shop/crds/b.yaml .helm/crds/b.yaml:1",
                        "shop/charts/db/crds/c.yaml .helm/charts/db/crds/c.yaml:1",
                        "shop/charts/db/templates/show.yaml .helm/charts/db/templates/show.yaml:1",
                        "shop/templates/show.yaml .helm/templates/show.yaml:1");
    }

    @Test
    void archivesAreChartsToo() {
        byte[] inner = Packed.chart("inner", Map.of("Chart.yaml", chart("inner"), "templates/s.yaml", ChartCase.SHOW));
        Packed db = new Packed()
                .file("db/Chart.yaml", chart("db"))
                .file("db/values.yaml", "a: 1\ninner: {k: 5}\n")
                .file("db/templates/s.yaml", ChartCase.SHOW + "bad: {{ .Values.bad | default \"no\" }}\n")
                .file("db/charts/inner-1.2.3.tgz", inner);
        ChartCase chart = parent("dependencies: [{name: db, version: 1.x, repository: ''}]\n")
                .file("charts/db-1.2.3.tgz", db.bytes())
                .file("charts/db-1.2.3.tgz.prov", "signature")
                .file("charts/.hidden/x", "x")
                .file("charts/_off/x", "x");
        chart.rendersAsHelm(directory);
        assertThat(chart.ours().documents())
                .extracting(document -> document.location().file())
                .contains(".helm/charts/db-1.2.3.tgz!charts/inner-1.2.3.tgz!templates/s.yaml");
        assertThat(Tree.list(chart.ours().chart(), "metadata", "dependencies")).hasSize(1);
    }

    @Test
    void oldChartsHaveRequirements() {
        new ChartCase()
                .file("Chart.yaml", "name: shop\nversion: 1.0.0\napiVersion: v1\n")
                .file(
                        "requirements.yaml",
                        "dependencies:\n- {name: db, version: 1.x, repository: x, condition: db.used}\n")
                .file("requirements.lock", "digest: x\n")
                .file("templates/show.yaml", ChartCase.SHOW + "req: {{ .Files.Get \"requirements.yaml\" | quote }}\n")
                .file("values.yaml", "db: {used: true}\n")
                .subchart("charts/db", "name: db\nversion: 1.2.3\n", "a: 1\n")
                .rendersAsHelm(directory);
    }

    @Test
    void onlyTheIgnoreFileOfTheTopCounts() {
        parent("")
                .file(".helmignore", "*.bak.yaml\ncharts/off\n")
                .subchart("charts/db", chart("db"), "a: 1\n")
                .file("charts/db/.helmignore", "templates/show.yaml\n")
                .file("charts/db/templates/x.bak.yaml", "{{ fail \"ignored\" }}")
                .subchart("charts/off", chart("off"), "a: 1\n")
                .rendersAsHelm(directory);
    }

    @Test
    void conditionsBelowAChartThatDeclaresNothingDoNotCount() {
        parent("")
                .subchart(
                        "charts/db",
                        chart("db") + "dependencies: [{name: inner, version: '*', condition: inner.used, alias: x}]\n",
                        "inner: {used: false}\n")
                .subchart("charts/db/charts/inner", chart("inner"), "used: false\n")
                .rendersAsHelm(directory);
    }

    @Test
    void namesWithDotsHaveNoValues() {
        parent("").subchart("charts/a.b", chart("a.b"), "x: 1\n").rendersAsHelm(directory);
    }

    @Test
    void missingDependenciesAreNamed() {
        assertThatThrownBy(() -> parent("dependencies: [{name: db, version: 1.x, repository: 'https://x.example'},"
                                + " {name: web, condition: web.used, version: 1.x}]\n")
                        .file("values.yaml", "web: {used: false}\n")
                        .ours())
                .isInstanceOfSatisfying(
                        MissingDependencyException.class,
                        e -> assertThat(e.names()).containsExactly("db", "web"))
                .hasMessage(".helm: Chart.yaml declares dependencies that are not in .helm/charts:"
                        + " db 1.x from https://x.example, web 1.x");
    }

    @Test
    void badSubchartsAreShownAtTheirPlace() {
        assertThatThrownBy(
                        () -> parent("").file("charts/db/values.yaml", "a: 1\n").ours())
                .hasMessage(".helm/charts/db: it is in a \"charts\" directory but has no Chart.yaml");
        assertThatThrownBy(() -> parent("")
                        .subchart("charts/db", chart("db"), "")
                        .values("db: [1]\n")
                        .ours())
                .isInstanceOf(ValuesException.class)
                .hasMessageContaining("\"db\" must be a map")
                .hasMessageContaining("it is a list");
        assertThatThrownBy(() -> parent("")
                        .subchart("charts/db", "name: ../x\nversion: 1.0.0\n", "")
                        .ours())
                .hasMessage(".helm/charts/db/Chart.yaml:1: \"../x\" cannot be a chart's name");
        assertThatThrownBy(() ->
                        parent("dependencies:\n- {name: db, alias: 'a/b'}\n").ours())
                .hasMessage(".helm/Chart.yaml:5:3: an alias may have letters, digits, \"_\" and \"-\" only");
        assertThatThrownBy(() ->
                        parent("dependencies:\n- {name: db}\n- {name: db}\n").ours())
                .hasMessageStartingWith(".helm/Chart.yaml:6:3: two dependencies are called \"db\"");
        assertThatThrownBy(() -> parent("dependencies:\n- name: db\n  import-values: [{child: 1}]\n")
                        .ours())
                .hasMessageStartingWith(".helm/Chart.yaml:6:19: import-values has names, or maps");
        assertThatThrownBy(() -> parent("type: library\n").ours()).hasMessageContaining("a library chart");
        assertThatThrownBy(() -> parent("").file("charts/x.tgz", "text").ours())
                .isInstanceOf(ChartArchiveException.class)
                .hasMessageStartingWith(".helm/charts/x.tgz: not a chart archive");
    }

    @Test
    void aSchemaNeedNotKnowWhatWerfAdds(@TempDir Path directory) {
        String schema =
                "{\"properties\": {\"a\": {}, \"global\": {\"properties\": {\"always\": {}}, \"additionalProperties\": false}%s},"
                        + " \"additionalProperties\": false%s}";
        ChartCase chart = new ChartCase()
                .values("a: 1\n")
                .file("values.schema.json", schema.formatted("", ""))
                .file("templates/a.yaml", "a: {{ .Values.a }}\n");
        chart.rendersAsHelm(directory);
        assertThat(chart.file(
                                "values.schema.json",
                                schema.formatted(", \"werf\": {}", ", \"required\": [\"werf\"]")
                                        .replace("{\"always\": {}}, \"additionalProperties\": false", "{}"))
                        .ours()
                        .documents())
                .hasSize(1);
        ChartCase wrong =
                chart.file("values.schema.json", schema.formatted("", "")).values("b: 1\n");
        assertThatThrownBy(wrong::ours)
                .isInstanceOf(ValuesSchemaException.class)
                .hasMessageContaining("'b'")
                .hasMessageNotContaining("werf");
    }

    /** As Helm's YAML reader makes texts of scalars where it wants them. */
    @Test
    void numbersInChartYamlAreTexts(@TempDir Path directory) {
        new ChartCase()
                .file(
                        "Chart.yaml",
                        "apiVersion: v2\nname: shop\nversion: 1\nappVersion: 1.10\nannotations: {a: 1, b: true, c: x}\n"
                                + "description: 1234567\nicon: 1e9\nhome: 0x10\n"
                                + "dependencies:\n- {name: db, version: 2, repository: file://db}\n")
                .subchart("charts/db", "apiVersion: v2\nname: db\nversion: 2\nappVersion: 7.0\n", "x: 1\n")
                .file(
                        "templates/a.yaml",
                        "a: {{ .Chart.AppVersion }} {{ .Chart.Version }} {{ .Chart.Annotations }}"
                                + " {{ .Chart.Description }} {{ .Chart.Icon }} {{ .Chart.Home }}\n")
                .rendersAsHelm(directory);
    }

    /** The root is one map for all templates of a chart: Istio's charts set {@code .Values} in the one that comes first. */
    @Test
    void whatATemplateSetsInItsRootLaterOnesSee(@TempDir Path directory) {
        new ChartCase()
                .values("a: 1\n")
                .file(
                        "templates/zzz.yaml",
                        "{{- $_ := set $ \"Values\" (merge (dict \"b\" 2) .Values) }}{{- $_ = set $ \"Mine\" 3 }}\n")
                .file("templates/a.yaml", "a: {{ .Values.a }} {{ .Values.b }} {{ .Mine }} {{ .Template.Name }}\n")
                .subchart("charts/db", "apiVersion: v2\nname: db\nversion: 1.0.0\n", "x: 1\n")
                .rendersAsHelm(directory);
    }

    @Test
    void valuesAreCheckedAgainstTheSchemasOfAllCharts() {
        ChartCase chart = parent("")
                .file(
                        "values.schema.json",
                        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"properties\": {\"replicas\":"
                                + " {\"type\": \"integer\", \"minimum\": 1}, \"ports\": {\"items\": {\"type\": \"integer\"}},"
                                + " \"x\": {\"$ref\": \"https://schemas.example/x.json\"}}}")
                .file("values.yaml", "replicas: 2\nports: [80]\nx: 1\n")
                .subchart("charts/db", chart("db"), "name: abc\n")
                .file(
                        "charts/db/values.schema.json",
                        "{\"$schema\": \"http://json-schema.org/schema#\", \"required\": [\"name\"],"
                                + " \"properties\": {\"name\": {\"pattern\": \"^(a+)+bc$\"}}}");
        chart.ours();
        assertThatThrownBy(() -> chart.values("replicas: 0\nports: [80, http]\ndb: {name: " + "a".repeat(5000) + "}\n")
                        .ours())
                .isInstanceOfSatisfying(
                        ValuesSchemaException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::schema, Violation::path, Violation::rule)
                                .containsExactlyInAnyOrder(
                                        org.assertj.core.groups.Tuple.tuple(
                                                ".helm/values.schema.json", "replicas", "/properties/replicas/minimum"),
                                        org.assertj.core.groups.Tuple.tuple(
                                                ".helm/values.schema.json", "ports[1]", "/properties/ports/items/type"),
                                        org.assertj.core.groups.Tuple.tuple(
                                                ".helm/charts/db/values.schema.json",
                                                "db.name",
                                                "/properties/name/pattern")))
                .hasMessageContaining(
                        "replicas: must have a minimum value of 1   (.helm/values.schema.json#/properties/");
        assertThatThrownBy(() ->
                        parent("").file("values.schema.json", "{\"type\": ").ours())
                .isInstanceOf(ChartException.class)
                .hasMessageStartingWith(".helm/values.schema.json: not a JSON schema");
        assertThatThrownBy(() -> parent("")
                        .file("values.schema.json", "{\"pattern\": \"(\"}")
                        .ours())
                .isInstanceOf(ChartException.class);
    }

    /** Whoever renders a chart shall not read files of the machine or ask a server without knowing it. */
    @Test
    void schemasOfOtherAddressesAreNotFetchedAndSaidSo(@TempDir Path directory) throws IOException {
        Path local = Files.writeString(directory.resolve("strict.json"), "false");
        List<Event> events = new ArrayList<>();
        parent("")
                .file("values.yaml", "a: 1\nb: 2\nc: 3\nd: 4\n")
                .file(
                        "values.schema.json",
                        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"properties\": {"
                                + "\"a\": {\"$ref\": \"https://schemas.example/x.json#/y\"},"
                                + "\"b\": {\"$ref\": \"" + local.toUri() + "\"},"
                                + "\"c\": {\"$ref\": \"other.json\"},"
                                + "\"d\": {\"$ref\": \"#/definitions/number\"},"
                                + "\"e\": {\"$ref\": \"http://json-schema.org/draft-07/schema#\"}},"
                                + "\"definitions\": {\"number\": {\"type\": \"number\"}}}")
                .ours(events::add);
        String rest = ", which is not fetched: what it demands of the values is not checked";
        assertThat(events)
                .containsExactly(
                        new Event.Warning(".helm/values.schema.json refers to https://schemas.example/x.json" + rest),
                        new Event.Warning(".helm/values.schema.json refers to " + local.toUri() + rest),
                        new Event.Warning(".helm/values.schema.json refers to other.json" + rest));
    }

    @Test
    void subchartsMayBeHandlebars() {
        Manifest manifest = new ChartCase()
                .file("values.yaml", "db: {size: 3}\n")
                .file("charts/db/Chart.yaml", chart("db"))
                .file("charts/db/values.yaml", "size: 1\nname: nn\n")
                .file("charts/db/conf.txt", "text")
                .file("charts/db/templates/_x.hbs", "x: {{Values.name}}\n")
                .file(
                        "charts/db/templates/a.yaml.hbs",
                        "kind: Pod\nsize: {{Values.size}}\n{{> x}}\nname: {{Template.Name}} {{Files.Get \"conf.txt\"}}\n")
                .ours();
        assertThat(manifest.documents().get(0).text())
                .isEqualTo("kind: Pod\nsize: 3\nx: nn\nname: shop/charts/db/templates/a.yaml.hbs text");
    }

    @Test
    void handlebarsHasTheFilesTheSubchartsAndTheNotes() {
        ChartCase chart = new ChartCase()
                .file("charts/db/Chart.yaml", chart("db"))
                .file("charts/db/values.yaml", "size: 1\n")
                .file("charts/db/templates/NOTES.txt.hbs", "of db")
                .file("templates/NOTES.txt.hbs", "Hello {{Release.Name}}")
                .file("conf/a.txt", "1\n2\n")
                .file("conf/b.txt", "x: y")
                .file("logo.png", new byte[] {(byte) 0x89, 'P', (byte) 0xFF})
                .file(
                        "templates/a.yaml.hbs",
                        "size: {{Subcharts.db.Values.size}} {{Subcharts.db.Chart.Name}}\n"
                                + "lines: {{#each (Files.Lines \"conf/a.txt\")}}<{{this}}>{{/each}}\n"
                                + "{{#each (Files.Glob \"conf/*\")}}{{@key}}: {{quote this}}\n{{/each}}"
                                + "logo: {{b64enc (Files.Get \"logo.png\")}}\ndata:\n{{indent 2 (Files.AsConfig \"conf/*\")}}\n"
                                + "secrets:\n{{indent 2 (Files.AsSecrets \"conf/b*\")}}\n");
        assertThat(chart.ours().documents().get(0).text())
                .isEqualTo("size: 1 db\nlines: <1><2>\nconf/a.txt: \"1\\n2\\n\"\nconf/b.txt: \"x: y\"\nlogo: iVD/\n"
                        + "data:\n  a.txt: |\n    1\n    2\n  b.txt: 'x: y'\nsecrets:\n  b.txt: eDogeQ==");
        assertThat(chart.ours().notes()).isEqualTo("Hello shop");
        assertThatThrownBy(() -> chart.file("templates/b.hbs", "{{Files.Lines \"conf/c.txt\"}}")
                        .ours())
                .hasMessageContaining(
                        "templates/b.hbs:1:15: the chart has no file \"conf/c.txt\"; did you mean \"conf/");
    }
}
