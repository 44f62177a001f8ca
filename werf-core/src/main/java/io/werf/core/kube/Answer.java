package io.werf.core.kube;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the API server answered. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int code, Optional<String> retryAfter, byte[] body) {

    boolean isSuccess() {
        return isSuccess(code);
    }

    static boolean isSuccess(int code) {
        return code >= 200 && code < 300;
    }

    Map<String, Object> object() {
        return Json.readObject(body);
    }

    /** The refusal in it: Kubernetes' {@code Status} where it sent one, else its text. */
    KubeApiException refusal(Call call) {
        Map<String, Object> status;
        try {
            status = object();
        } catch (JsonException e) {
            status = Map.of();
        }
        return refusal(call, code, status, new String(body, StandardCharsets.UTF_8).strip());
    }

    static KubeApiException refusal(Call call, int code, Map<String, Object> status, String text) {
        List<String> fields = Tree.list(status, "details", "causes").stream()
                .map(cause -> Tree.string(cause, "field").orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new KubeApiException(
                call.verb(),
                call.target(),
                code,
                Tree.string(status, "reason").orElse(""),
                ServerMessage.safe(
                        Tree.string(status, "message")
                                .orElse(text.length() > 500 ? text.substring(0, 500) + "…" : text),
                        call.target().startsWith("Secret/")),
                fields);
    }
}
