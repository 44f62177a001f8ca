package io.werf.core.plan;

import io.werf.core.kube.ResourceId;

/**
 * A live object that stays when its release is dismissed.
 *
 * @param reason why, for people: {@code its resource policy keeps it}
 */
public record Leftover(ResourceId id, String reason) {}
