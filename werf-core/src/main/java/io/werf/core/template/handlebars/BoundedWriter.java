package io.werf.core.template.handlebars;

import io.werf.core.template.functions.FunctionException;
import java.io.Writer;

/** Collects output up to a limit. */
final class BoundedWriter extends Writer {

    /** Characters that one template, or one block of it, may render to. */
    static final int MOST_OUTPUT = 16 << 20;

    private final StringBuilder out = new StringBuilder();

    static void check(int length) {
        if (length > MOST_OUTPUT) {
            throw FunctionException.of("renders to more than " + (MOST_OUTPUT >> 20) + " MiB");
        }
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        check(out.length() + length);
        out.append(buffer, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) {
        check(out.length() + length);
        out.append(text, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return out.toString();
    }
}
