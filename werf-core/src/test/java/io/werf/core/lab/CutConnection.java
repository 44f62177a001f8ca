package io.werf.core.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to the lab's API server that can be cut and mended: while it is cut, nobody listens and nothing stays open. */
public final class CutConnection implements AutoCloseable {

    private static final Pattern SERVER = Pattern.compile("server: \"?(https://[^\"\\s,}]+)");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final InetSocketAddress target;
    private final String kubeConfig;
    private ServerSocket listening;

    /** Keeps the port also while nobody listens on it, so that no other program gets it. */
    private final Socket keeper = new Socket();

    /** Begins uncut. */
    public CutConnection() {
        try {
            String text = Files.readString(Lab.kubeConfig());
            Matcher server = SERVER.matcher(text);
            if (!server.find()) {
                throw new IllegalStateException("no server in " + Lab.kubeConfig());
            }
            URI uri = URI.create(server.group(1));
            target = new InetSocketAddress(uri.getHost(), uri.getPort());
            keeper.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listening = listen();
            kubeConfig = text.replace(uri.getAuthority(), "127.0.0.1:" + keeper.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accept(listening);
    }

    /** Writes a kubeconfig that leads this way. */
    public Path kubeConfig(Path directory) {
        try {
            return Files.writeString(directory.resolve("kubeconfig"), kubeConfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts it. */
    public synchronized void cut() {
        close(listening);
        open.forEach(CutConnection::close);
        open.clear();
    }

    /** Mends it. */
    public synchronized void mend() {
        try {
            listening = listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accept(listening);
    }

    private ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        server.bind(keeper.getLocalSocketAddress());
        return server;
    }

    private void accept(ServerSocket server) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket here = server.accept();
                    Socket there = new Socket(target.getAddress(), target.getPort());
                    open.add(here);
                    open.add(there);
                    threads.execute(() -> copy(here, there));
                    threads.execute(() -> copy(there, here));
                } catch (IOException e) {
                    return; // cut
                }
            }
        });
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        close(keeper);
        threads.shutdownNow();
    }
}
