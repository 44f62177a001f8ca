package io.werf.core.build;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of items from a Docker Engine. Who waits for its end gets what went wrong; the library's own would print it as well, with
 * its trace.
 */
abstract class EngineAnswer<T> extends ResultCallback.Adapter<T> {

    private volatile @Nullable Throwable failure;

    @Override
    public void onError(Throwable error) {
        if (failure == null) {
            failure = error;
        }
        close();
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void throwFirstError() {
        Throwable first = failure;
        if (first != null) {
            throw first instanceof RuntimeException known ? known : new IllegalStateException(first);
        }
    }

    /** What the Engine said, or what became of the connection to it. */
    static String message(RuntimeException failure) {
        if (failure instanceof DockerException refused) {
            return said(String.valueOf(refused.getMessage()).strip());
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return (cause instanceof IOException ? "the connection to the Docker Engine broke: " : "")
                + String.valueOf(cause.getMessage()).strip();
    }

    /** @param text {@code Status 500: {"message":"…"}} */
    private static String said(String text) {
        String json = text.replaceFirst("^Status \\d+: ", "");
        try {
            return Tree.string(Json.read(json), "message").orElse(json);
        } catch (JsonException e) {
            return json;
        }
    }
}
