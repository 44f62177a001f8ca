package io.werf.core.plan;

import io.werf.core.kube.KubeApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that the API server finds wrong with an object.
 *
 * @param field as the server writes it, for example {@code .spec.ports[0].port}; {@code ""} when it names none
 * @param message what is wrong
 */
record Complaint(String field, String message) {

    /** A line of a refusal by the schema. */
    private static final Pattern OF_SCHEMA = Pattern.compile(
            "(\\.[A-Za-z][^\\s:]*(?:\\[[^\\]]*\\][^\\s:]*)*): ((?:field not declared|expected)[^\\n]*)");

    /** All of a refusal; itself when it cannot be taken apart. */
    static List<Complaint> all(KubeApiException refused) {
        String text = refused.serverMessage();
        List<Complaint> complaints = new ArrayList<>();
        Matcher line = OF_SCHEMA.matcher(text);
        while (line.find()) {
            complaints.add(new Complaint(line.group(1), line.group(1) + ": " + line.group(2)));
        }
        if (!complaints.isEmpty()) {
            return complaints;
        }
        List<String> fields = refused.fields();
        int[] starts = starts(text, fields);
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : text.length();
            complaints.add(new Complaint(
                    fields.get(i), text.substring(starts[i], end).strip().replaceFirst("[,\\]]$", "")));
        }
        return complaints.isEmpty() ? List.of(new Complaint(fields.isEmpty() ? "" : fields.get(0), text)) : complaints;
    }

    /** Where the part of each field begins; nothing unless the text names them one after the other. */
    private static int[] starts(String text, List<String> fields) {
        int[] starts = new int[fields.size()];
        int from = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = text.indexOf(fields.get(i) + ": ", from);
            if (starts[i] < 0) {
                return new int[0];
            }
            from = starts[i] + fields.get(i).length();
        }
        return starts.length > 1 ? starts : new int[0];
    }

    /** Whether the schema does not know the field, or not its type: then the server looks no further. */
    boolean isOfSchema() {
        return field.startsWith(".");
    }

    /**
     * Takes the field out of an object.
     *
     * @return whether it was there
     */
    boolean removeFrom(Map<String, Object> body) {
        @Nullable Object node = body;
        Matcher step = Places.STEP.matcher(field);
        Object owner = null;
        Object last = null;
        while (step.find()) {
            owner = node;
            last = step.group(1) == null ? step.group(2) : step.group(1);
            node = step(node, String.valueOf(last));
            if (node == null) {
                break;
            }
        }
        if (owner instanceof Map<?, ?> map && last != null) {
            return map.remove(last) != null;
        }
        return owner instanceof List<?> list && node != null && list.remove(node);
    }

    private static @Nullable Object step(@Nullable Object node, String name) {
        if (node instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (!(node instanceof List<?> list)) {
            return null;
        }
        if (name.matches("\\d{1,6}")) {
            return Integer.parseInt(name) < list.size() ? list.get(Integer.parseInt(name)) : null;
        }
        int equals = name.indexOf('=');
        String key = name.substring(0, Math.max(0, equals));
        String wanted = name.substring(equals + 1).replace("\"", "");
        return list.stream()
                .filter(item -> item instanceof Map<?, ?> map && wanted.equals(String.valueOf(map.get(key))))
                .findFirst()
                .orElse(null);
    }
}
