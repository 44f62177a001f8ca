package io.werf.core.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands before a server on a port of this machine and passes on what both sides say, until something is said. */
public final class Pipe implements AutoCloseable {

    /** What to do with a piece of what was said, in either direction. */
    public enum Reaction {
        PASS,
        /** Ends this connection. */
        HANG_UP,
        /** Ends all, and accepts no more. */
        DIE
    }

    private final ServerSocketChannel server;
    private final SocketAddress target;
    private final Function<String, Reaction> reaction;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private volatile boolean dead;

    /** @param reaction to pieces of bytes, each a character */
    public Pipe(SocketAddress target, Function<String, Reaction> reaction) {
        this.target = target;
        this.reaction = reaction;
        try {
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** Whether something was said that it dies of. */
    public boolean isDead() {
        return dead;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                SocketChannel there = SocketChannel.open(target);
                open.addAll(List.of(client, there));
                threads.execute(() -> pass(client, there));
                threads.execute(() -> pass(there, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (from;
                to) {
            while (from.read(buffer.clear()) >= 0) {
                String said = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
                switch (reaction.apply(said)) {
                    case PASS -> write(to, buffer.rewind());
                    case HANG_UP -> {
                        return;
                    }
                    case DIE -> {
                        dead = true;
                        close();
                    }
                }
            }
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private static void write(SocketChannel to, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    @Override
    public void close() {
        try (server) {
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdown();
    }
}
