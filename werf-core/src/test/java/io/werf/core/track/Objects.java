package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.kube.KubeObject;

/** Small object trees for the tests of the rules. */
final class Objects {

    private Objects() {}

    /** An object out of YAML in flow or block style. */
    static KubeObject object(String yaml) {
        return new KubeObject(Tree.map(Yaml.read(yaml, "test.yaml", Yaml.DuplicateKeys.REFUSED)
                .orElseThrow()
                .plain()));
    }
}
