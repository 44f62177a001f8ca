package io.werf.core.config;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code werf.yaml} takes something from outside of the commit that {@code werf-giterminism.yaml} does not allow. */
public final class GiterminismException extends WerfException {

    private final String what;
    private final String rulesFile;
    private final transient List<String> key;
    private final String value;

    private GiterminismException(
            String what, String rulesFile, List<String> key, String value, @Nullable Excerpt excerpt) {
        super(what + ", which is not part of the commit and not allowed by " + rulesFile, excerpt, null);
        this.what = what;
        this.rulesFile = rulesFile;
        this.key = List.copyOf(key);
        this.value = value;
    }

    /**
     * An error without a place yet.
     *
     * @param what what takes what
     * @param rulesFile where it could be allowed
     * @param key the keys there from the outside in; the last one has a list
     * @param value what the list would need
     */
    static GiterminismException of(String what, String rulesFile, List<String> key, String value) {
        return new GiterminismException(what, rulesFile, key, value, null);
    }

    GiterminismException at(Excerpt excerpt) {
        return new GiterminismException(what, rulesFile, key, value, excerpt);
    }

    /** The file that could allow it, relative to the project directory. */
    public String rulesFile() {
        return rulesFile;
    }

    /** The lines that would allow it. */
    public String remedy() {
        StringBuilder lines = new StringBuilder("giterminismConfigVersion: 1");
        String indent = "";
        for (String step : key) {
            lines.append('\n').append(indent).append(step).append(':');
            indent += "  ";
        }
        return lines.append('\n')
                .append(indent)
                .append("- ")
                .append(quoted(value))
                .toString();
    }

    /** The key with dots, for one line. */
    public String keyPath() {
        return key.stream().collect(Collectors.joining("."));
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "''") + "'";
    }
}
