package io.werf.core.plan;

import io.werf.core.kube.KubeObject;
import java.util.Optional;

/**
 * What a plan does about one resource.
 *
 * @param object what is applied, with the annotations of the release
 * @param live the live object, if there is one
 * @param change empty when the object is as it should be
 * @param takeover what an update does first about who manages the fields
 */
record Decision(
        Target target,
        KubeObject object,
        Optional<KubeObject> live,
        Optional<Change> change,
        Optional<Takeover> takeover) {}
