package io.werf.core.registry.vendor;

import io.werf.core.error.WerfException;
import io.werf.core.registry.Repository;
import java.util.List;

/** A registry deletes by an API of its vendor only, and there are no credentials for that. */
public final class NoVendorCredentialsException extends WerfException {

    private final String host;

    NoVendorCredentialsException(Vendor vendor, Repository repository, List<String> lookedIn) {
        super("no credentials for deleting from " + repository + ", which takes " + vendor.right()
                + System.lineSeparator() + "  looked in: " + String.join(", ", lookedIn));
        this.host = repository.registry();
    }

    /** The registry, with its port. */
    public String host() {
        return host;
    }
}
