package io.werf.core.registry.vendor;

import io.werf.core.registry.Credentials;
import java.util.Map;
import java.util.Optional;

/**
 * How the registry of a run deletes, where its address and the credentials of Docker do not say it.
 *
 * @param vendor whose registry it is; empty means by its address
 * @param credentials for the vendors' own APIs; those of a token have an empty user name
 */
public record VendorSettings(Optional<Vendor> vendor, Map<Vendor, Credentials> credentials) {

    /** By the address and Docker's credentials. */
    public static final VendorSettings DEFAULT = new VendorSettings(Optional.empty(), Map.of());

    /** Copies the map. */
    public VendorSettings {
        credentials = Map.copyOf(credentials);
    }
}
