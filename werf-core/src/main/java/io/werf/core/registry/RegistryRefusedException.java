package io.werf.core.registry;

import io.werf.core.error.WerfException;
import java.util.List;
import java.util.Optional;

/** The registry wants other credentials (401) or does not give these the right (403). */
public final class RegistryRefusedException extends WerfException {

    private final String host;
    private final String repository;
    private final String doing;
    private final int code;
    private final String answer;
    private final List<String> lookedIn;

    RegistryRefusedException(
            String host, String repository, String doing, int code, String answer, List<String> lookedIn) {
        super(host + " refused access (" + code + ") while " + doing + " in " + repository
                + (answer.isEmpty() ? "" : ": " + answer)
                + System.lineSeparator() + "  looked in: "
                + (lookedIn.isEmpty() ? "nothing, access was anonymous" : String.join(", ", lookedIn)));
        this.host = host;
        this.repository = repository;
        this.doing = doing;
        this.code = code;
        this.answer = answer;
        this.lookedIn = List.copyOf(lookedIn);
    }

    /** The same, saying which right the account lacks. */
    public RegistryRefusedException needing(String right) {
        return new RegistryRefusedException(
                host, repository, doing, code, (answer.isEmpty() ? "" : answer + "; ") + "it takes " + right, lookedIn);
    }

    /** The host that refused, with its port. */
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

    /** 401 or 403. */
    public int code() {
        return code;
    }

    /** Where credentials were looked for, in order, and what was found there; no values. */
    public List<String> lookedIn() {
        return lookedIn;
    }

    /** Where the credentials come from that were refused; empty when none were sent. */
    public Optional<String> used() {
        // A search ends with what it found.
        return Optional.of(lookedIn)
                .filter(all -> !all.isEmpty())
                .map(all -> all.get(all.size() - 1))
                .filter(last -> last.contains("(found, "));
    }
}
