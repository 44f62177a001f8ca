package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineHttpTest {

    /** Answers one request, of which it reads as much as comes at first, and hangs up. */
    private static String ask(Request.Builder request, String answer, CompletableFuture<String> asked)
            throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    byte[] buffer = new byte[1 << 16];
                    int count = socket.getInputStream().read(buffer);
                    asked.complete(new String(buffer, 0, Math.max(0, count), StandardCharsets.ISO_8859_1));
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            URI host = URI.create("tcp://127.0.0.1:" + server.getLocalPort());
            try (EngineHttp http = new EngineHttp(host, Optional.empty());
                    Response response = http.execute(request.build())) {
                return response.getStatusCode() + " "
                        + new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                serving.orTimeout(30, TimeUnit.SECONDS).join();
            }
        }
    }

    private static String ask(String answer) throws IOException {
        return ask(Request.builder().method(Request.Method.GET).path("/x"), answer, new CompletableFuture<>());
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nabc', 200 ab",
        "'HTTP/1.1 201 Created\\r\\n\\r\\nabc', 201 abc",
        "'HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\nA;x=y\\r\\n0123456789\\r\\n0\\r\\n\\r\\n', 200 ab0123456789",
        "'HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n', '404 '",
        "'HTTP/1.1 204 No Content\\r\\n\\r\\n', '204 '"
    })
    void readsAnswersOfAllForms(String answer, String expected) throws IOException {
        assertThat(ask(unescaped(answer))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nabc",
                "HTTP/1.1 200 OK\\r\\nContent-Length: -5\\r\\n\\r\\nabc",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nab\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nff\\r\\nab",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-2\\r\\nab\\r\\n",
                "HTTP/1.1 200 OK\\r\\nno colon\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nCut: o"
            })
    void whatIsNotWholeIsAnError(String answer) {
        assertThatThrownBy(() -> ask(unescaped(answer)))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(IOException.class),
                        failure -> assertThat(failure).hasCauseInstanceOf(IOException.class));
    }

    @Test
    void sendsHeadersAndABodyOfUnknownLength() throws IOException {
        CompletableFuture<String> asked = new CompletableFuture<>();
        Request.Builder request = Request.builder()
                .method(Request.Method.POST)
                .path("/build?t=x")
                .headers(Map.of("X-Registry-Auth", "e30="))
                .body(new ByteArrayInputStream("tar".getBytes(StandardCharsets.UTF_8)));
        assertThat(ask(request, "HTTP/1.1 200 OK\r\n\r\nfine", asked)).isEqualTo("200 fine");
        assertThat(asked.join())
                .startsWith("POST /build?t=x HTTP/1.1\r\n")
                .contains("X-Registry-Auth: e30=\r\n", "Transfer-Encoding: chunked\r\n")
                .endsWith("\r\n\r\n3\r\ntar\r\n0\r\n\r\n");
    }

    @Test
    void aBodyThatCannotBeReadEndsTheRequest() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> ask(
                        Request.builder()
                                .method(Request.Method.POST)
                                .path("/build")
                                .body(broken),
                        "",
                        new CompletableFuture<>()))
                .hasRootCauseMessage("gone");
    }

    @Test
    void aHeaderOfTwoLinesIsNotSent() {
        assertThatThrownBy(() -> ask(
                        Request.builder().method(Request.Method.GET).path("/x").headers(Map.of("A", "b\r\nC: d")),
                        "",
                        new CompletableFuture<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}
