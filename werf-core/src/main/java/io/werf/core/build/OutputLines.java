package io.werf.core.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Splits a builder's output into plain lines of bounded length: no escape sequences, no control characters. */
final class OutputLines {

    private static final int LONGEST = 4000;
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B\\[[0-9;?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(\u0007|\u001B\\\\)|\u001B[@-Z\\\\-_]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final Consumer<String> sink;
    private final StringBuilder line = new StringBuilder();
    private boolean cut;

    OutputLines(Consumer<String> sink) {
        this.sink = sink;
    }

    /** Reads to the end. */
    static void read(InputStream in, Consumer<String> sink) throws IOException {
        OutputLines lines = new OutputLines(sink);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        char[] buffer = new char[8192];
        for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
            lines.add(buffer, count);
        }
        lines.end();
    }

    /** Takes a piece of output. */
    void add(String text) {
        add(text.toCharArray(), text.length());
    }

    private void add(char[] text, int count) {
        for (int i = 0; i < count; i++) {
            char c = text[i];
            if (c == '\n' || c == '\r') {
                end();
            } else if (line.length() < LONGEST) {
                line.append(c);
            } else {
                cut = true;
            }
        }
    }

    /** Ends a line that has no line break. */
    void end() {
        String text = CONTROLS.matcher(ESCAPES.matcher(line).replaceAll("")).replaceAll("");
        if (!text.isBlank()) {
            sink.accept(cut ? text + "…" : text);
        }
        line.setLength(0);
        cut = false;
    }
}
