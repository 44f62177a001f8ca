package io.werf.core.plan;

import io.werf.core.kube.ResourceId;

/**
 * An object outside of the release that must exist before one of the release is deployed.
 *
 * @param annotation that says so, for errors
 * @param type {@code type}, {@code type.group} or {@code type.version.group} as kubectl takes it; {@code ""} when {@code id} has a kind
 * @param id the object; without API version and kind when there is a {@code type}; a namespace of {@code ""} is that of the release
 */
public record ExternalDependency(String annotation, String type, ResourceId id) {}
