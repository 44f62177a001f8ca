package io.werf.core.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Writes out what server-side apply of older API servers insists on, although create and update take it as charts usually
 * have it: quantities are text, and ports, which are merged by number and protocol, have a protocol.
 */
final class ApplyForm {

    private ApplyForm() {}

    /** Changes the object. */
    static void complete(Map<String, Object> body) {
        complete(body, "", "Service".equals(body.get("kind")) ? "port" : "containerPort");
    }

    @SuppressWarnings("unchecked")
    private static void complete(Object node, String above, String portKey) {
        if (node instanceof Map<?, ?> untyped) {
            Map<String, Object> map = (Map<String, Object>) untyped;
            if (above.equals("resources")) {
                map.forEach((key, value) -> {
                    if ((key.equals("limits") || key.equals("requests")) && value instanceof Map<?, ?> amounts) {
                        ((Map<String, Object>) amounts).replaceAll((resource, amount) -> text(amount));
                    }
                });
            }
            map.forEach((key, value) -> complete(value, key, portKey));
        } else if (node instanceof List<?> list) {
            for (Object item : list) {
                if (above.equals("ports") && item instanceof Map<?, ?> port && port.get(portKey) instanceof Long) {
                    ((Map<String, Object>) port).putIfAbsent("protocol", "TCP");
                }
                complete(item, "", portKey);
            }
        }
    }

    private static Object text(Object amount) {
        if (amount instanceof Double number) {
            return BigDecimal.valueOf(number).toPlainString();
        }
        return amount instanceof Number number ? number.toString() : amount;
    }
}
