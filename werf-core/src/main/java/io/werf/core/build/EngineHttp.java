package io.werf.core.build;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.NamedPipeSocket;
import com.github.dockerjava.transport.UnixSocket;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to a Docker Engine, a connection for each request. The library's own clients write each header into Maven's debug log, among
 * them those with the credentials of registries, and a line about it when no Engine answers. Thread-safe.
 */
final class EngineHttp implements DockerHttpClient {

    private static final int PLAIN_PORT = 2375;
    private static final int CONNECT_MILLIS = 15_000;
    private static final int BUFFER = 1 << 16;

    private final URI host;
    private final Optional<SSLContext> tls;

    /**
     * @param host {@code unix://PATH}, {@code npipe://PATH} or {@code tcp://HOST:PORT}
     * @param tls for TCP
     */
    EngineHttp(URI host, Optional<SSLContext> tls) {
        this.host = host;
        this.tls = tls;
    }

    @Override
    public Response execute(Request request) {
        @Nullable Socket socket = null;
        try {
            socket = connect();
            IOException unsent = send(request, socket);
            try {
                return EngineResponse.read(new BufferedInputStream(socket.getInputStream(), BUFFER), socket);
            } catch (IOException e) {
                if (unsent != null) {
                    e.addSuppressed(unsent);
                }
                throw e;
            }
        } catch (IOException e) {
            close(socket);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close(socket);
            throw e;
        }
    }

    private Socket connect() throws IOException {
        switch (String.valueOf(host.getScheme())) {
            case "unix" -> {
                return UnixSocket.get(host.getPath());
            }
            case "npipe" -> {
                Socket pipe = new NamedPipeSocket(host.getPath());
                pipe.connect(new InetSocketAddress(0), CONNECT_MILLIS);
                return pipe;
            }
            default -> {
                Socket socket = tls.isPresent() ? tls.get().getSocketFactory().createSocket() : new Socket();
                socket.connect(
                        new InetSocketAddress(host.getHost(), host.getPort() < 0 ? PLAIN_PORT : host.getPort()),
                        CONNECT_MILLIS);
                socket.setTcpNoDelay(true);
                return socket;
            }
        }
    }

    /** Gives why not all of it was sent: an Engine that refuses need not take the rest, and its answer says more. */
    private @Nullable IOException send(Request request, Socket socket) throws IOException {
        byte[] bytes = request.bodyBytes();
        InputStream stream = bytes == null ? request.body() : null;
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put("Host", host.getHost() == null ? "docker" : host.getAuthority());
        headers.put("Connection", "close");
        if (stream != null) {
            headers.put("Transfer-Encoding", "chunked");
        } else {
            headers.put("Content-Length", String.valueOf(bytes == null ? 0 : bytes.length));
        }
        StringBuilder head = new StringBuilder(request.method() + " " + request.path() + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(line(name + ": " + value)));
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        try {
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            if (stream != null) {
                writeChunks(stream, out);
            } else if (bytes != null) {
                out.write(bytes);
            }
            out.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static String line(String header) {
        if (header.indexOf('\r') >= 0 || header.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header of more than one line");
        }
        return header + "\r\n";
    }

    private static void writeChunks(InputStream stream, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = read(stream, buffer); count >= 0; count = read(stream, buffer)) {
            if (count > 0) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(buffer, 0, count);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** What cannot be read ends the request: the Engine would wait for the rest of it. */
    private static int read(InputStream stream, byte[] buffer) {
        try {
            return stream.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is of no use any more
            }
        }
    }

    @Override
    public void close() {}
}
