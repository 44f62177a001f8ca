package io.werf.core.plan;

import io.werf.core.data.Json;
import io.werf.core.data.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Replaces what is sensitive by its length and the beginning of its hash: a plan shows that it changes, but not to what. */
final class SecretMask {

    private static final int HASH_DIGITS = 12;
    private static final Pattern MASKED = Pattern.compile("\\(\\d+ bytes, hash [0-9a-f]{" + HASH_DIGITS + "}\\)");

    private SecretMask() {}

    /**
     * Hides in both trees what either of the objects says is sensitive; changes the trees.
     *
     * @param before the object that {@code old} was made of, with all its annotations
     * @param after the object that {@code fresh} was made of
     */
    static void apply(
            Map<String, Object> before, Map<String, Object> old, Map<String, Object> after, Map<String, Object> fresh) {
        // Who declares a Secret to be none does so from now on; what is live counts only for what the chart leaves out.
        List<SensitivePath> paths = new ArrayList<>(Sensitivity.paths(after.isEmpty() ? before : after));
        if (!Sensitivity.isSecret(after)) {
            paths.addAll(Sensitivity.paths(before));
        }
        for (SensitivePath path : paths) {
            path.replace(old, node -> masked(node, Sensitivity.isSecret(before)));
            path.replace(fresh, node -> masked(node, Sensitivity.isSecret(after)));
        }
    }

    /** Whether a text stands for something hidden. */
    static boolean isMasked(Object node) {
        return node instanceof String text && MASKED.matcher(text).matches();
    }

    private static Object masked(Object node, boolean base64) {
        if (isMasked(node)) {
            return node; // two paths lead to it
        }
        byte[] bytes = node instanceof String text
                ? base64 ? decoded(text) : text.getBytes(StandardCharsets.UTF_8)
                : Json.writeBytes(node);
        return "(" + bytes.length + " bytes, hash " + Sha256.hex(bytes).substring(0, HASH_DIGITS) + ")";
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
