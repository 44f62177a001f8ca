package io.werf.core;

import io.werf.core.deploy.DeployReport;

/**
 * What a dismissal did.
 *
 * @param deleted how many objects it removed; 0 when there was no such release
 * @param operations what was done in the cluster
 */
public record DismissReport(String release, String namespace, int deleted, DeployReport operations) {}
