package io.werf.core.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal as a Kubernetes {@code Status}; never leaves the sandbox. */
public final class ApiFailure extends RuntimeException {

    private final int code;
    private final String reason;
    private final transient Map<String, Object> details;

    private ApiFailure(int code, String reason, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** One field that is at fault. */
    record Cause(String reason, String message, String field) {}

    int code() {
        return code;
    }

    /** Kubernetes' word for it, for example {@code NotFound}. */
    public String reason() {
        return reason;
    }

    /** The body of the answer. */
    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", String.valueOf(getMessage()));
        status.put("reason", reason);
        if (!details.isEmpty()) {
            status.put("details", details);
        }
        status.put("code", (long) code);
        return status;
    }

    static ApiFailure of(int code, String reason, String message) {
        return new ApiFailure(code, reason, message, Map.of());
    }

    static ApiFailure badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    static ApiFailure notFound(Kind kind, String name) {
        return about(404, "NotFound", kind, name, " not found");
    }

    static ApiFailure alreadyExists(Kind kind, String name) {
        return about(409, "AlreadyExists", kind, name, " already exists");
    }

    static ApiFailure stale(Kind kind, String name) {
        return new ApiFailure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + quoted(kind, name)
                        + ": the object has been modified; please apply"
                        + " your changes to the latest version and try again",
                details(kind, name));
    }

    static ApiFailure forbidden(Kind kind, String name, String why) {
        return about(403, "Forbidden", kind, name, " is forbidden: " + why);
    }

    private static ApiFailure about(int code, String reason, Kind kind, String name, String what) {
        return new ApiFailure(code, reason, quoted(kind, name) + what, details(kind, name));
    }

    static ApiFailure invalid(Kind kind, String name, List<Cause> causes) {
        List<String> parts =
                causes.stream().map(c -> c.field() + ": " + c.message()).toList();
        Map<String, Object> details = details(kind, name);
        details.put("kind", kind.name());
        details.put("causes", causes(causes));
        return new ApiFailure(
                422,
                "Invalid",
                kind.name() + (kind.group().isEmpty() ? "" : "." + kind.group()) + " \"" + name + "\" is invalid: "
                        + (parts.size() == 1 ? parts.get(0) : "[" + String.join(", ", parts) + "]"),
                details);
    }

    static ApiFailure conflict(io.werf.core.sandbox.apply.ApplyConflict conflict) {
        List<Cause> causes = new ArrayList<>();
        conflict.causes()
                .forEach(c -> causes.add(new Cause("FieldManagerConflict", "conflict with " + c.owner(), c.field())));
        StringBuilder message = new StringBuilder("Apply failed with " + causes.size());
        if (causes.size() == 1) {
            message.append(" conflict: ")
                    .append(causes.get(0).message())
                    .append(": ")
                    .append(causes.get(0).field());
        } else {
            message.append(" conflicts:");
            causes.forEach(
                    c -> message.append('\n').append(c.message()).append(": ").append(c.field()));
        }
        return new ApiFailure(
                409, "Conflict", message.toString(), new LinkedHashMap<>(Map.of("causes", causes(causes))));
    }

    private static List<Object> causes(List<Cause> causes) {
        return causes.stream()
                .<Object>map(c -> {
                    Map<String, Object> cause = new LinkedHashMap<>();
                    cause.put("reason", c.reason());
                    cause.put("message", c.message());
                    cause.put("field", c.field());
                    return cause;
                })
                .toList();
    }

    private static String quoted(Kind kind, String name) {
        return kind.resource() + " \"" + name + "\"";
    }

    private static Map<String, Object> details(Kind kind, String name) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", name);
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural());
        return details;
    }
}
