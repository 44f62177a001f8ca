package io.werf.core;

import io.werf.core.config.ReleaseNames;
import io.werf.core.config.WerfConfig;

/** Names of the release and its namespace. */
record Target(String release, String namespace) {

    static Target of(WerfConfig config, ProjectOptions options, ReleaseOptions names) {
        String env = options.env().orElse("");
        String namespace = ReleaseNames.namespace(config, env, names.namespace());
        return new Target(ReleaseNames.release(config, env, names.release(), namespace), namespace);
    }
}
