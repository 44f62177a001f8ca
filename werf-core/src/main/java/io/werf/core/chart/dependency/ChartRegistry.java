package io.werf.core.chart.dependency;

import java.util.List;

/** Charts in OCI registries; implemented where registries are known. May touch the network. */
public interface ChartRegistry {

    /**
     * The versions of a chart.
     *
     * @param repository {@code host/path/name}, without {@code oci://}
     */
    List<String> versions(String repository);

    /** The packed chart of a version. */
    byte[] archive(String repository, String version);
}
