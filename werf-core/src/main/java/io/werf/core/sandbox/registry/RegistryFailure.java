package io.werf.core.sandbox.registry;

/** A refusal in the form of the OCI distribution specification; never leaves this package. */
final class RegistryFailure extends RuntimeException {

    private final int status;
    private final String code;

    RegistryFailure(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
