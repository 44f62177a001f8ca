package io.werf.core.secret;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks every known secret in what is shown or written: the value itself, each of its lines, each leaf when it is JSON, and
 * the forms in which these stand in other texts: base64, escaped as in JSON, encoded as in a URL.
 *
 * <p>Not masked, because they would garble everything and hide nothing: values of fewer than four characters, {@code true},
 * {@code false}, {@code null} and {@code none}, numbers of up to five digits (ports), and lines that are only a key ({@code
 * spec:}) or only punctuation.
 *
 * <p>Thread-safe; a value added is masked in all later calls. A text is passed over once, however many secrets there are.
 */
public final class Redactor {

    private static final int SHORTEST = 4;
    private static final int DEEPEST_JSON = 64;
    private static final String MASK = "***";
    private static final Pattern TRIVIAL = Pattern.compile("\\d{1,5}|true|false|null|none", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRIVIAL_LINE = Pattern.compile("(?:- )*[\\w.-]+:|[^\\p{L}\\p{N}]*");

    private final Set<String> known = new HashSet<>();
    private volatile @Nullable Index index = Index.EMPTY;

    /** Makes a value known. */
    public synchronized void add(String secret) {
        int before = known.size();
        take(secret);
        String trimmed = secret.strip();
        take(trimmed);
        if (trimmed.indexOf('\n') >= 0 || trimmed.indexOf('\r') >= 0) {
            takeLines(trimmed);
        }
        if (trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith("\"")) {
            takeLeaves(trimmed);
        }
        if (known.size() > before) {
            index = null; // made when it is needed: mostly many secrets come at once
        }
    }

    /** The text with every known secret masked, the longest first. The same text when there is none in it. */
    public String redact(String text) {
        Index ready = index;
        return (ready == null ? freshIndex() : ready).redact(text);
    }

    private synchronized Index freshIndex() {
        Index ready = index;
        if (ready == null) {
            ready = Index.of(known);
            index = ready;
        }
        return ready;
    }

    private void takeLines(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> !TRIVIAL_LINE.matcher(line).matches())
                .forEach(this::take);
    }

    private void takeLeaves(String json) {
        try {
            leaves(Json.read(json), 0);
        } catch (JsonException notJson) {
            // Then it is a value like any other, which is known by now.
            return;
        }
    }

    private void leaves(@Nullable Object value, int depth) {
        if (depth > DEEPEST_JSON) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(leaf -> leaves(leaf, depth + 1));
        } else if (value instanceof List<?> list) {
            list.forEach(leaf -> leaves(leaf, depth + 1));
        } else if (value instanceof String text) {
            take(text);
            takeLines(text);
        } else if (value instanceof Number) {
            take(value.toString());
        }
    }

    private void take(String value) {
        String bare = value.strip();
        if (bare.length() >= SHORTEST && !TRIVIAL.matcher(bare).matches() && known.add(value)) {
            known.addAll(base64(value));
            String json = Json.write(value);
            known.add(json.substring(1, json.length() - 1));
            known.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** As it stands in a Secret, with and without a line end behind it, and in a URL. */
    private static List<String> base64(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] line = (value + "\n").getBytes(StandardCharsets.UTF_8);
        return List.of(
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(line),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * The secrets by their first four characters and then by length, the longest first: a look-up for each length that occurs,
     * however many secrets begin alike.
     *
     * @param starts which hashes (their low bits) occur at all; tells for nearly every place of a text that there is nothing
     */
    private record Index(Map<Integer, NavigableMap<Integer, Set<String>>> byStart, BitSet starts) {

        static final Index EMPTY = new Index(Map.of(), new BitSet());

        private static final int STARTS = 1 << 20;

        static Index of(Set<String> secrets) {
            Map<Integer, NavigableMap<Integer, Set<String>>> byStart = new HashMap<>();
            BitSet starts = new BitSet(STARTS);
            for (String secret : secrets) {
                int start = start(secret, 0);
                byStart.computeIfAbsent(start, s -> new TreeMap<>(Comparator.reverseOrder()))
                        .computeIfAbsent(secret.length(), length -> new HashSet<>())
                        .add(secret);
                starts.set(start & (STARTS - 1));
            }
            return new Index(byStart, starts);
        }

        private static int start(String text, int at) {
            return ((text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2)) * 31 + text.charAt(at + 3);
        }

        /** Secrets that overlap are one mask: else the end of the second would be left. */
        String redact(String text) {
            if (byStart.isEmpty()) {
                return text;
            }
            StringBuilder out = new StringBuilder();
            int copied = 0;
            for (int at = 0; at + SHORTEST <= text.length(); at++) {
                int end = at + secretAt(text, at);
                if (end > at && at >= copied) {
                    out.append(text, copied, at).append(MASK);
                }
                copied = end > at ? Math.max(copied, end) : copied;
            }
            return copied == 0 ? text : out.append(text, copied, text.length()).toString();
        }

        private int secretAt(String text, int at) {
            int start = start(text, at);
            if (!starts.get(start & (STARTS - 1))) {
                return 0;
            }
            NavigableMap<Integer, Set<String>> byLength = byStart.get(start);
            if (byLength == null) {
                return 0;
            }
            for (Map.Entry<Integer, Set<String>> entry : byLength.entrySet()) {
                int end = at + entry.getKey();
                if (end <= text.length() && entry.getValue().contains(text.substring(at, end))) {
                    return entry.getKey();
                }
            }
            return 0;
        }
    }
}
