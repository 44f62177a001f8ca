package io.werf.core.kube;

import io.werf.core.error.WerfException;
import java.util.List;
import java.util.Optional;

/** The API server refused a request. */
public final class KubeApiException extends WerfException {

    private final String verb;
    private final String resource;
    private final int code;
    private final String reason;
    private final String serverMessage;
    private final List<String> fields;

    /**
     * @param verb the API verb: get, list, watch, create, patch, update, delete
     * @param resource what it was done to, for example {@code Deployment/backend in namespace shop}
     * @param code HTTP status
     * @param reason {@code status.reason}, for example {@code Forbidden}; {@code ""} when the server gave none
     * @param serverMessage {@code status.message}
     * @param fields {@code status.details.causes[].field} of the fields that the server complains about
     */
    public KubeApiException(
            String verb, String resource, int code, String reason, String serverMessage, List<String> fields) {
        super(message(verb, resource, code, reason, serverMessage));
        this.verb = verb;
        this.resource = resource;
        this.code = code;
        this.reason = reason;
        this.serverMessage = serverMessage;
        this.fields = List.copyOf(fields);
    }

    private static String message(String verb, String resource, int code, String reason, String serverMessage) {
        return Denial.of(serverMessage)
                .map(denial -> "the API server " + denial.describe() + ": " + resource)
                .orElseGet(() -> "the API server refused to " + verb + " " + resource + " (" + code
                        + (reason.isEmpty() ? "" : " " + reason) + "): " + serverMessage);
    }

    /** The API verb. */
    public String verb() {
        return verb;
    }

    /** What it was done to. */
    public String resource() {
        return resource;
    }

    /** HTTP status. */
    public int code() {
        return code;
    }

    /** Kubernetes' reason, or {@code ""}. */
    public String reason() {
        return reason;
    }

    /** Kubernetes' message. */
    public String serverMessage() {
        return serverMessage;
    }

    /** The fields complained about. */
    public List<String> fields() {
        return fields;
    }

    /** Whether the object changed meanwhile, or exists already. */
    public boolean isConflict() {
        return code == 409;
    }

    /** Whether the object, or its namespace, does not exist. */
    public boolean isNotFound() {
        return code == 404;
    }

    /** Whether the account lacks a right. */
    public boolean isForbidden() {
        return code == 403;
    }

    /** The right that the account lacks, when that is the reason. */
    public Optional<Denial> denial() {
        return isForbidden() ? Denial.of(serverMessage) : Optional.empty();
    }

    /** Whether the object itself is not right: a field that its schema does not have, a value that its rules forbid. */
    public boolean isInvalid() {
        return code == 422 || code == 400 || (code == 500 && serverMessage.contains("typed patch"));
    }

    /** Whether a webhook or a policy of the cluster said so, or could not: what they say may depend on what else there is. */
    public boolean isOfAdmission() {
        return serverMessage.contains("admission webhook")
                || serverMessage.contains("calling webhook")
                || serverMessage.contains("ValidatingAdmissionPolicy");
    }

    /** Whether a webhook that must be asked does not answer, since its pods are being replaced for example. */
    public boolean isOfAbsentWebhook() {
        return serverMessage.contains("failed calling webhook") || serverMessage.contains("conversion webhook for");
    }

    /** Whether the object was refused because a field of it cannot be changed. */
    public boolean isImmutable() {
        return code == 422 && serverMessage.contains("field is immutable");
    }
}
