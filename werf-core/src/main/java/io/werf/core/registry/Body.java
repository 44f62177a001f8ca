package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer: small ones in memory, the blob that was asked for as a stream. */
final class Body {

    /** Manifests have a limit of 4 MiB in most registries; tag lists come in pages. */
    private static final int LARGEST = 16 << 20;

    private static final int LONGEST_TEXT = 300;

    private final byte[] bytes;
    private final InputStream stream;

    private Body(byte[] bytes, InputStream stream) {
        this.bytes = bytes;
        this.stream = stream;
    }

    static HttpResponse.BodyHandler<Body> bounded() {
        return info -> HttpResponse.BodySubscribers.mapping(new Collector(), Body::of);
    }

    /** A stream for 200 and 206, in memory for everything else. */
    static HttpResponse.BodyHandler<Body> streamed() {
        return info -> info.statusCode() / 100 == 2
                ? HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.ofInputStream(), stream -> new Body(new byte[0], stream))
                : bounded().apply(info);
    }

    private static Body of(byte[] bytes) {
        return new Body(bytes, new ByteArrayInputStream(bytes));
    }

    /** The content; empty when it was asked for as a stream. */
    byte[] inMemory() {
        return bytes;
    }

    InputStream stream() {
        return stream;
    }

    /** The {@code errors} of the distribution API; or the text, when it is short and not HTML. */
    List<String> errors() {
        try {
            List<String> errors = new ArrayList<>();
            for (Object error : Tree.list(Json.read(inMemory()), "errors")) {
                String code = Tree.string(error, "code").orElse("");
                String message = Tree.string(error, "message").orElse("");
                errors.add(code + (code.isEmpty() || message.isEmpty() ? "" : ": ") + message);
            }
            if (!errors.isEmpty()) {
                return errors;
            }
        } catch (JsonException e) {
            // Proxies answer HTML or plain text.
        }
        String text = new String(inMemory(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() || text.startsWith("<") || text.length() > LONGEST_TEXT ? List.of() : List.of(text);
    }

    /** Gives up on a body that is too large, instead of filling the memory. */
    private static final class Collector implements HttpResponse.BodySubscriber<byte[]> {

        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                collected.writeBytes(part);
            }
            if (collected.size() > LARGEST && subscription != null) {
                subscription.cancel();
                result.completeExceptionally(new IOException("the answer is larger than 16 MiB"));
            }
        }

        @Override
        public void onError(Throwable error) {
            result.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            result.complete(collected.toByteArray());
        }
    }
}
