package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.kube.KubeApiException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComplaintTest {

    @Test
    void aRefusalByTheSchemaIsTakenApart() {
        assertThat(Complaint.all(
                        refusal("failed to create typed patch object: errors:\n  .data.a: expected string, got 1\n"
                                + "  .spec.containers[name=\"x\"].prot: field not declared in schema")))
                .containsExactly(
                        new Complaint(".data.a", ".data.a: expected string, got 1"),
                        new Complaint(
                                ".spec.containers[name=\"x\"].prot",
                                ".spec.containers[name=\"x\"].prot: field not declared in schema"));
    }

    @Test
    void aRefusalByRulesIsTakenApart() {
        assertThat(Complaint.all(refusal(
                        "Service \"s\" is invalid: [spec.a: Required value, spec.b[0]: Invalid value: \"x, y\": no]",
                        "spec.a",
                        "spec.b[0]")))
                .containsExactly(
                        new Complaint("spec.a", "spec.a: Required value"),
                        new Complaint("spec.b[0]", "spec.b[0]: Invalid value: \"x, y\": no"));
    }

    @Test
    void whatCannotBeTakenApartStaysWhole() {
        assertThat(Complaint.all(refusal("denied", "spec.a", "spec.b")))
                .containsExactly(new Complaint("spec.a", "denied"));
        assertThat(Complaint.all(refusal("spec.a: Required value", "spec.a")))
                .containsExactly(new Complaint("spec.a", "spec.a: Required value"));
        assertThat(Complaint.all(refusal("denied"))).containsExactly(new Complaint("", "denied"));
    }

    @Test
    void fieldsAreTakenOutOfMapsAndLists() {
        Map<String, Object> body = Tree.map(Tree.copy(
                Yaml.read("a: {b: 1, c: [{name: x, p: 1}, {name: w, p: 2}, z]}\n", "f", Yaml.DuplicateKeys.REFUSED)
                        .orElseThrow()
                        .plain()));
        assertThat(new Complaint(".a.b", "").removeFrom(body)).isTrue();
        assertThat(new Complaint(".a.c[name=\"w\"].p", "").removeFrom(body)).isTrue();
        assertThat(new Complaint(".a.c[2]", "").removeFrom(body)).isTrue();
        assertThat(new Complaint(".a.c[7]", "").removeFrom(body)).isFalse();
        assertThat(new Complaint(".a.no.deeper", "").removeFrom(body)).isFalse();
        assertThat(new Complaint(".a.b", "").removeFrom(body)).isFalse();
        assertThat(body)
                .isEqualTo(Map.of("a", Map.of("c", List.of(Map.of("name", "x", "p", 1L), Map.of("name", "w")))));
    }

    private static KubeApiException refusal(String message, String... fields) {
        return new KubeApiException("patch", "x", 422, "Invalid", message, List.of(fields));
    }
}
