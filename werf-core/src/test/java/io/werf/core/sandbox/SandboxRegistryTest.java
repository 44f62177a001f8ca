package io.werf.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SandboxRegistryTest {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String type, byte[] body) throws Exception {
        URI uri = URI.create("http://" + sandbox.registry() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", type)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(String method, String path) throws Exception {
        return send(method, path, "application/octet-stream", new byte[0]);
    }

    private static String digest(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void blobInChunksIsSpooledAndComesBack() throws Exception {
        byte[] blob = new byte[900_000];
        Arrays.fill(blob, 300_000, 700_000, (byte) 7);
        String upload = send("POST", "/v2/team/shop/blobs/uploads/")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String type = "application/octet-stream";
        for (int from = 0; from < blob.length; from += 300_000) {
            assertThat(send("PATCH", upload, type, Arrays.copyOfRange(blob, from, from + 300_000))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(send("PUT", upload + "?digest=" + digest(blob)).statusCode()).isEqualTo(201);
        assertThat(send("GET", "/v2/team/shop/blobs/" + digest(blob)).body()).isEqualTo(blob);
        assertThat(send("HEAD", "/v2/other/blobs/" + digest(blob)).statusCode()).isEqualTo(404);
        String mount = "/v2/other/blobs/uploads/?mount=" + digest(blob) + "&from=team/shop";
        assertThat(send("POST", mount).statusCode()).isEqualTo(201);
        assertThat(send("HEAD", "/v2/other/blobs/" + digest(blob)).headers().firstValueAsLong("Content-Length"))
                .hasValue(blob.length);
    }

    @Test
    void blobOfAnotherDigestIsRefused() throws Exception {
        HttpResponse<byte[]> answer = send(
                "POST",
                "/v2/shop/blobs/uploads/?digest=" + digest(new byte[0]),
                "application/octet-stream",
                new byte[1]);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"code\":\"DIGEST_INVALID\"");
    }

    @Test
    void manifestsKeepTheirMediaTypeAndTagsComeInPages() throws Exception {
        byte[] manifest = "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8);
        for (String tag : List.of("c", "a", "b")) {
            assertThat(send("PUT", "/v2/shop/manifests/" + tag, MANIFEST, manifest)
                            .statusCode())
                    .isEqualTo(201);
        }
        HttpResponse<byte[]> head = send("HEAD", "/v2/shop/manifests/a");
        assertThat(head.headers().firstValue("Content-Type")).hasValue(MANIFEST);
        assertThat(head.headers().firstValue("Docker-Content-Digest")).hasValue(digest(manifest));
        HttpResponse<byte[]> page = send("GET", "/v2/shop/tags/list?n=2");
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("[\"a\",\"b\"]");
        assertThat(page.headers().firstValue("Link")).hasValue("</v2/shop/tags/list?last=b&n=2>; rel=\"next\"");
        assertThat(send("DELETE", "/v2/shop/manifests/" + digest(manifest)).statusCode())
                .isEqualTo(202);
        assertThat(send("HEAD", "/v2/shop/manifests/b").statusCode()).isEqualTo(404);
    }

    @Test
    void manifestWithoutItsLayersIsRefused() throws Exception {
        String layer = "{\"layers\":[{\"digest\":\"" + digest(new byte[1]) + "\"}]}";
        HttpResponse<byte[]> answer =
                send("PUT", "/v2/shop/manifests/a", MANIFEST, layer.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void jibPushesAnImage(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("hello.txt"), "hello");
        JibContainer pushed = Jib.fromScratch()
                .addLayer(List.of(file), AbsoluteUnixPath.get("/app"))
                .containerize(Containerizer.to(RegistryImage.named(sandbox.registry() + "/shop:1"))
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(directory.resolve("base"))
                        .setApplicationLayersCache(directory.resolve("layers")));
        HttpResponse<byte[]> head = send("HEAD", "/v2/shop/manifests/1");
        assertThat(head.headers().firstValue("Docker-Content-Digest"))
                .hasValue(pushed.getDigest().toString());
    }
}
