package io.werf.core;

import io.werf.core.chart.ApiVersions;
import io.werf.core.kube.KubeClient;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code .Capabilities.APIVersions} of a cluster, as Helm's: group versions, and each kind of each. A question for one costs two
 * requests, or three for a kind, the whole list one for each group version; all are asked once.
 *
 * @param more what there is besides
 */
record ClusterApis(KubeClient kube, ApiVersions more) implements ApiVersions {

    @Override
    public boolean has(String name) {
        if (more.has(name)) {
            return true;
        }
        List<String> served = kube.apiVersions();
        int slash = name.lastIndexOf('/');
        return served.contains(name)
                || (slash > 0
                        && served.contains(name.substring(0, slash))
                        && kube.kinds(name.substring(0, slash)).contains(name.substring(slash + 1)));
    }

    @Override
    public List<String> all() {
        List<String> all = new ArrayList<>(more.all());
        for (String version : kube.apiVersions()) {
            all.add(version);
            kube.kinds(version).forEach(kind -> all.add(version + "/" + kind));
        }
        return all;
    }
}
