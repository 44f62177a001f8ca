package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.sandbox.Sandbox;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.ClusterFunctions;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import io.werf.core.template.handlebars.HandlebarsEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KubeLookupTest {

    private final Sandbox sandbox = Sandbox.start();
    private final KubeClient kube = KubeClients.connect(sandbox.apiServer());
    private final Functions functions = Functions.standard().with(ClusterFunctions.lookup(new KubeLookup(kube)));

    @BeforeEach
    void twoMaps() {
        for (String name : List.of("a", "b")) {
            Map<String, Object> body = new HashMap<>(Map.of("apiVersion", "v1", "kind", "ConfigMap"));
            body.put("metadata", new HashMap<>(Map.of("name", name, "namespace", "default")));
            body.put("data", new HashMap<>(Map.of("k", "v" + name)));
            kube.create(new KubeObject(body));
        }
    }

    @AfterEach
    void close() {
        kube.close();
        sandbox.close();
    }

    @Test
    void givesObjectsAndLists() {
        assertThat(go("{{ (lookup \"v1\" \"ConfigMap\" \"default\" \"a\").data.k }}"))
                .isEqualTo("va");
        assertThat(go("{{ range (lookup \"v1\" \"ConfigMap\" \"default\" \"\").items }}"
                        + "{{ .kind }} {{ .metadata.name }};{{ end }}"))
                .contains("ConfigMap a;ConfigMap b;");
        assertThat(go("{{ (lookup \"v1\" \"ConfigMap\" \"\" \"\").kind }}")).isEqualTo("ConfigMapList");
        assertThat(go("{{ (lookup \"v1\" \"Namespace\" \"\" \"default\").metadata.name }}"))
                .isEqualTo("default");
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(go("{{ lookup \"v1\" \"ConfigMap\" \"default\" \"nope\" }}")).isEqualTo("map[]");
        assertThat(go("{{ lookup \"v1\" \"ConfigMap\" \"nope\" \"a\" | len }}")).isEqualTo("0");
        assertThat(go("{{ lookup \"v1\" \"NoSuchKind\" \"default\" \"a\" }}")).isEqualTo("map[]");
    }

    @Test
    void anApiThatIsNotServedIsAnErrorAtItsPlace() {
        assertThatThrownBy(() -> go("a: {{ lookup \"nope.io/v1\" \"Nope\" \"\" \"\" }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "t:1:7: executing \"t\" at <lookup \"nope.io/v1\" \"Nope\" \"\" \"\">: error calling lookup:"
                                + " unable to get apiresource from unstructured: nope.io/v1, Kind=Nope:"
                                + " the server could not find the requested resource");
    }

    @Test
    void aTemplateThatChangesWhatItFoundChangesNothingForOthers() {
        assertThat(go("{{ $m := lookup \"v1\" \"ConfigMap\" \"default\" \"a\" }}{{ $_ := set $m.data \"k\" \"x\" }}"
                        + "{{ (lookup \"v1\" \"ConfigMap\" \"default\" \"a\").data.k }}"))
                .isEqualTo("va");
        assertThat(Tree.map(new KubeLookup(kube).find("v1", "ConfigMap", "default", "a"), "data"))
                .containsEntry("k", "va");
    }

    @Test
    void handlebarsHaveItToo() {
        assertThat(new HandlebarsEngine(functions)
                        .parse(List.of(new TemplateSource(
                                "t",
                                "t",
                                "{{#with (lookup \"v1\" \"ConfigMap\" \"default\" \"a\")}}{{data.k}}{{/with}}")))
                        .execute("t", Map.of()))
                .isEqualTo("va");
    }

    private String go(String template) {
        return GoTemplateEngine.ofHelm(functions)
                .parse(List.of(new TemplateSource("t", "t", template)))
                .execute("t", Map.of());
    }
}
