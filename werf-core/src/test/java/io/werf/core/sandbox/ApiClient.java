package io.werf.core.sandbox;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A bare HTTP client for API servers. */
final class ApiClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;

    ApiClient(URI server) {
        this.server = server.toString();
    }

    record Answer(int status, Map<String, Object> body) {}

    static Map<String, Object> yaml(String text) {
        return Tree.map(Yaml.read(text, "test", Yaml.DuplicateKeys.REFUSED)
                .orElseThrow()
                .plain());
    }

    Answer send(String method, String path, String contentType, Object body) {
        byte[] bytes = body == null ? new byte[0] : Json.writeBytes(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
                .header("Content-Type", contentType)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.readObject(response.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send("GET", path, "application/json", null);
    }

    Answer post(String path, String yaml) {
        return send("POST", path, "application/json", yaml(yaml));
    }

    Answer apply(String path, String manager, String yaml) {
        return send("PATCH", path + "?fieldManager=" + manager, "application/apply-patch+yaml", yaml(yaml));
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", null);
    }

    /** Reads a stream of lines until one satisfies a condition. */
    List<String> until(String path, Predicate<String> last) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
        List<String> lines = new java.util.ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (last.test(line)) {
                    return lines;
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        throw new AssertionError("the stream ended without the awaited line: " + lines);
    }
}
