package io.werf.core.build;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer of a Docker Engine, whose body is read from the connection. */
record EngineResponse(int status, Map<String, List<String>> headers, InputStream body, Socket socket)
        implements DockerHttpClient.Response {

    private static final String NO_ENGINE = "what answers is no Docker Engine";
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_HEADERS = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");

    /** Reads the head. */
    static EngineResponse read(InputStream in, Socket socket) throws IOException {
        int status;
        Map<String, List<String>> headers;
        do {
            Matcher first = STATUS.matcher(line(in));
            if (!first.matches()) {
                throw new IOException(NO_ENGINE);
            }
            status = Integer.parseInt(first.group(1));
            headers = headers(in);
        } while (status == 100);
        return new EngineResponse(status, headers, body(status, headers, in), socket);
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MOST_HEADERS) {
                throw new IOException(NO_ENGINE);
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static InputStream body(int status, Map<String, List<String>> headers, InputStream in) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) {
            return new Parts(in, true, 0);
        }
        List<String> length = headers.getOrDefault("Content-Length", List.of());
        return length.isEmpty() ? in : new Parts(in, false, length(length.get(0), 10));
    }

    private static long length(String written, int radix) throws IOException {
        try {
            long length = Long.parseLong(written, radix);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // the same as a negative one
        }
        throw new IOException(NO_ENGINE);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("it ended in the middle of an answer");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException(NO_ENGINE);
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body that must come whole: of a known length, or in chunks up to an empty one. */
    private static final class Parts extends FilterInputStream {

        private final boolean chunked;
        private long left;
        private boolean begun;
        private boolean ended;

        Parts(InputStream in, boolean chunked, long left) {
            super(in);
            this.chunked = chunked;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !next()) {
                return -1;
            }
            int count = super.read(buffer, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("it ended in the middle of an answer");
            }
            left -= count;
            return count;
        }

        private boolean next() throws IOException {
            if (!chunked || ended) {
                return false;
            }
            if (begun) {
                line(in); // the line break behind a chunk
            }
            begun = true;
            String size = line(in).replaceFirst(";.*", "").strip();
            left = length(size, 16);
            ended = left == 0;
            return left > 0;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, super.available());
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, LONGEST_LINE)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
