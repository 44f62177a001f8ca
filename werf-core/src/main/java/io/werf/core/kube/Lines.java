package io.werf.core.kube;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into lines, of which none is longer than a limit: a longer one comes in parts. */
final class Lines {

    private final InputStream in;
    private final byte[] chunk = new byte[16 * 1024];
    private final int limit;
    private byte[] line = new byte[1024];
    private int length;
    private int position;
    private int filled;
    private boolean partial;

    Lines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next line without its end, or null at the end of the stream. */
    @Nullable
    String next() throws IOException {
        length = 0;
        boolean continues = partial;
        partial = false;
        while (true) {
            if (position == filled) {
                filled = in.read(chunk);
                position = 0;
                if (filled <= 0) {
                    filled = 0;
                    return length == 0 ? null : text();
                }
            }
            byte next = chunk[position++];
            if (next == '\n') {
                if (length == 0 && continues) { // the cut fell on the line's end
                    continues = false;
                    continue;
                }
                return text();
            }
            if (length >= limit && ((next & 0xC0) != 0x80 || length > limit + 3)) { // not inside a character
                position--;
                partial = true;
                return text();
            }
            append(next);
        }
    }

    /** Whether the line that {@link #next} gave goes on. */
    boolean isPartial() {
        return partial;
    }

    private void append(byte next) {
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = next;
    }

    private String text() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }
}
