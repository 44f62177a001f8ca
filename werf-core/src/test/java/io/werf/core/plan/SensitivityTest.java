package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.EventSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivityTest {

    private static Resource object(String kind, String annotation, String value) {
        String text = """
                apiVersion: v1
                kind: %s
                metadata:
                  name: a
                  annotations:
                    werf.io/%s: '%s'
                data:
                  token: topsecret
                  list: [topsecret, {deep: topsecret}]
                  shown: open
                """.formatted(kind, annotation, value.replace("'", "''"));
        return Resources.read(Documents.manifest(text), "shop", EventSink.none())
                .get(0);
    }

    private static Change create(Resource resource) {
        return Comparison.change(
                Change.Action.CREATE,
                new Target(resource, resource.id(), Optional.empty()),
                "",
                Map.of(),
                resource.body());
    }

    private static String shown(Resource resource) {
        return String.join("\n", PlanText.diff(create(resource)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.data.token,$.data.list",
                "data.token, $.data.list[0], $.data[\"list\"][1].deep",
                "$..token,$.data.list[*]",
                "$.data['token'],$..deep,$.data.list[0]"
            })
    void namedFieldsAreHiddenAndOthersShown(String paths) {
        assertThat(shown(object("ConfigMap", "sensitive-paths", paths)))
                .contains("bytes, hash ", "shown: open")
                .doesNotContain("topsecret");
    }

    @Test
    void aWholeObjectCanBeSensitiveAndASecretOpen() {
        assertThat(shown(object("ConfigMap", "sensitive", "true"))).doesNotContain("topsecret", "open");
        assertThat(shown(object("Secret", "sensitive", "false"))).contains("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.", "$.a[", "$.a[?(@.b)]", "$.a[]", "$.a['x]", "", "a..", "$x y["})
    void aPathThatIsNoneIsRefusedBeforeAnythingIsDone(String path) {
        assertThatThrownBy(() -> object("ConfigMap", "sensitive-paths", path))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("werf.io/sensitive-paths");
    }

    @Test
    void annotationsThatChangeNothingAreShownOnRequestOnly() {
        Change change = create(object("ConfigMap", "weight", "1"));

        assertThat(String.join("\n", PlanText.diff(change))).doesNotContain("werf.io/weight");
        assertThat(String.join("\n", PlanText.diff(change, new PlanStyle(3, true, true, true))))
                .contains("werf.io/weight");
        assertThat(PlanText.diff(change, new PlanStyle(3, false, false, true))).isEmpty();
    }

    @Test
    void theTableCountsByKindAndReasonsNameTheImage() {
        Change update = new Change(
                Change.Action.UPDATE,
                object("ConfigMap", "weight", "1").id(),
                Optional.empty(),
                "",
                "7c9",
                Map.of("image", "repo:old"),
                Map.of("image", "repo:new"));
        DeployPlan plan = new DeployPlan("shop", "shop", List.of(), List.of(update), 0);

        assertThat(PlanText.table(plan))
                .containsExactly(
                        "           create  update  recreate  delete", "ConfigMap  .       1       .         .");
        assertThat(ImageReasons.of(plan, Map.of("web", "repo:new")))
                .containsExactly("1 ConfigMap changes because image web does");
        assertThat(ImageReasons.of(plan, Map.of("web", "repo:other"))).isEmpty();
    }
}
