package io.werf.core.chart;

import io.werf.core.template.functions.GoStrings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A file of a chart. Immutable. */
public final class ChartFile {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String path;
    private final String place;
    private final byte[] content;

    /**
     * A file; a byte order mark at its beginning is left out, as Helm does.
     *
     * @param path relative to the chart's directory
     * @param place what errors name: the path relative to the project, with {@code !} behind the name of an archive
     * @param content not changed afterwards
     */
    ChartFile(String path, String place, byte[] content) {
        this.path = path;
        this.place = place;
        boolean marked = content.length >= 3 && Arrays.equals(content, 0, 3, BYTE_ORDER_MARK, 0, 3);
        this.content = marked ? Arrays.copyOfRange(content, 3, content.length) : content;
    }

    /** Relative to the chart's directory, with {@code /}. */
    public String path() {
        return path;
    }

    /** What errors name. */
    public String place() {
        return place;
    }

    /** The content as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The content as Go has it: what is no UTF-8 is kept as {@link GoStrings} does, so that readers of YAML refuse it. */
    String goText() {
        return GoStrings.of(content);
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return content.clone();
    }

    String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /** The same file seen from another directory. */
    ChartFile at(String otherPath) {
        return new ChartFile(otherPath, place, content);
    }
}
