package io.werf.core.registry;

import io.werf.core.error.WerfException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry answered with an error, or with something that is not what was asked for. */
public final class RegistryErrorException extends WerfException {

    private final String host;
    private final String repository;
    private final String doing;
    private final int code;
    private final List<String> errors;
    private final transient @Nullable Duration retryAfter;

    /** @param retryAfter how long the registry asks to wait, null when it does not */
    public RegistryErrorException(
            String host,
            String repository,
            String doing,
            int code,
            List<String> errors,
            @Nullable Duration retryAfter) {
        super(host + " answered " + code + " while " + doing + " in " + repository
                + (errors.isEmpty() ? "" : ": " + String.join("; ", errors)));
        this.host = host;
        this.repository = repository;
        this.doing = doing;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** The host, with its port. */
    public String host() {
        return host;
    }

    /** The repository as users write it. */
    public String repository() {
        return repository;
    }

    /** What was being done. */
    public String doing() {
        return doing;
    }

    /** HTTP status. */
    public int code() {
        return code;
    }

    /** The registry's own errors, {@code CODE: message}; or what is wrong with its answer. */
    public List<String> errors() {
        return errors;
    }

    /** How long the registry asks to wait. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
