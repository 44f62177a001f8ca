package io.werf.core.sandbox.apply;

import java.util.List;

/** Another manager owns fields that an apply without force would change; never leaves the sandbox. */
public final class ApplyConflict extends RuntimeException {

    private final transient List<Cause> causes;

    /** One field and who owns it: {@code "kubectl" using v1}. */
    public record Cause(String owner, String field) {}

    ApplyConflict(List<Cause> causes) {
        super("apply conflict");
        this.causes = List.copyOf(causes);
    }

    /** Every conflict, at least one. */
    public List<Cause> causes() {
        return causes;
    }
}
