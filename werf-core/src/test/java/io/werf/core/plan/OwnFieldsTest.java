package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.kube.KubeObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnFieldsTest {

    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: migrate
              uid: u-1
              creationTimestamp: '2026-01-01T00:00:00Z'
              labels: {app: shop, controller-uid: u-1}
              managedFields:
              - manager: helm
                operation: Apply
                fieldsV1:
                  f:metadata: {f:labels: {f:app: {}}}
                  f:spec:
                    f:template:
                      f:spec:
                        f:containers:
                          'k:{"name":"c"}': {.: {}, f:name: {}, f:command: {}}
            spec:
              parallelism: 1
              template:
                metadata: {labels: {job-name: migrate}}
                spec:
                  dnsPolicy: ClusterFirst
                  containers:
                  - {name: injected, image: x}
                  - {name: c, command: [a, b], terminationMessagePath: /dev/termination-log}
            """;

    private static Map<String, Object> tree(String yaml) {
        return Tree.map(Yaml.read(yaml, "test", Yaml.DuplicateKeys.LAST_WINS)
                .map(YamlNode::plain)
                .orElseThrow());
    }

    @Test
    void whatServersAndOthersHaveAddedIsLeftOut() {
        assertThat(OwnFields.of(new KubeObject(tree(JOB)))).isEqualTo(tree("""
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: migrate, uid: u-1, labels: {app: shop}}
                        spec: {template: {spec: {containers: [{name: c, command: [a, b]}]}}}
                        """));
    }

    @Test
    void anObjectThatWeNeverAppliedIsShownAsItIs() {
        Map<String, Object> foreign = tree("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}");
        assertThat(OwnFields.of(new KubeObject(foreign))).isEqualTo(foreign);
    }
}
