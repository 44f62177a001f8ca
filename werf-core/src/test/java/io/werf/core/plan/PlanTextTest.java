package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.EventSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static Change change(String before, String after) {
        Resource old = Resources.read(Documents.manifest(before), "shop", EventSink.none())
                .get(0);
        Resource fresh = Resources.read(Documents.manifest(after), "shop", EventSink.none())
                .get(0);
        return Comparison.change(
                Change.Action.UPDATE, new Target(fresh, fresh.id(), Optional.empty()), null, old.body(), fresh.body());
    }

    @Test
    void neverShowsWhatSecretsHold() {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                stringData: {password: hunter2, user: shop}
                """;

        Change change = change(secret, secret.replace("hunter2", "correct horse"));

        assertThat(change.detail())
                .isEqualTo("data.password: (7 bytes, hash f52fbd32b2b3) → (13 bytes, hash 4104d36f8da2)");
        assertThat(String.join("\n", PlanText.diff(change)))
                .contains(
                        "password: (7 bytes, hash f52fbd32b2b3)", "password: (13 bytes, hash ", "user: (4 bytes, hash ")
                .doesNotContain("aHVudGVyMg", "Y29ycmVjdC", "hunter2");
    }

    @Test
    void showsTheKeysAboveAChangeAndNamesItsPath() {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers:
                  - name: app
                    a: 1
                    b: 2
                    c: 3
                    d: 4
                    image: old
                """;

        Change change = change(pod, pod.replace("image: old", "image: new"));
        DeployPlan plan = new DeployPlan("shop", "shop", List.of(), List.of(change), 3);

        assertThat(PlanText.of(plan)).isEqualTo("""
                ~ Pod/p  spec.containers[app].image    .helm/templates/0.yaml:1
                  spec:
                    containers:
                    - name: app
                      b: 2
                      c: 3
                      d: 4
                -     image: old
                +     image: new

                create 0 · update 1 · recreate 0 · delete 0 · unchanged 3
                """);
    }

    @Test
    void quotesTextThatYamlWouldTakeForSomethingElse() {
        assertThat(YamlLines.of(Map.of("a", List.of("true", "1", "x: y", "", "plain", "two\nlines\n"))))
                .containsExactly(
                        "a:", "- \"true\"", "- \"1\"", "- \"x: y\"", "- \"\"", "- plain", "- |", "  two", "  lines");
    }
}
