package io.werf.core.build;

import io.werf.core.image.BuildContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The tar of a build context for somebody who wants to read it. Written by a thread of its own while it is read. */
final class ContextPipe implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final PipedInputStream in = new PipedInputStream(BUFFER);
    private final FutureTask<Boolean> writing;

    ContextPipe(BuildContext context) throws IOException {
        PipedOutputStream out = new PipedOutputStream(in);
        writing = new FutureTask<>(() -> {
            try (out) {
                context.writeTar(out);
            }
            return true;
        });
        Thread thread = new Thread(writing, "werf-build context");
        thread.setDaemon(true);
        thread.start();
    }

    InputStream stream() {
        return in;
    }

    /** Ends the writer too: it finds its reader gone. */
    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Throws what made the context end too early, if it was not its reader. */
    void check() throws InterruptedException {
        if (!writing.isDone()) {
            return;
        }
        try {
            writing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
        }
    }
}
