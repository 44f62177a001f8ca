package io.werf.core.sandbox.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A port before the HTTP server that refuses TLS at once. Registry clients try TLS first; the JDK's server would wait for the
 * end of a request line that never comes, and they for their timeout.
 */
final class PlainGate implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;
    private static final byte[] REFUSAL = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket gate;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;

    private PlainGate(ServerSocket gate, int target) {
        this.gate = gate;
        this.target = target;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-registry-gate");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens a random port before {@code target}, both on the loopback interface. */
    static PlainGate before(int target) {
        try {
            PlainGate gate = new PlainGate(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
            gate.threads.execute(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port on the loopback interface", e);
        }
    }

    int port() {
        return gate.getLocalPort();
    }

    private void accept() {
        while (!gate.isClosed()) {
            try {
                Socket client = gate.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            byte[] first = new byte[16 * 1024];
            int n = client.getInputStream().read(first);
            if (n > 0 && first[0] == TLS_HANDSHAKE) {
                client.getOutputStream().write(REFUSAL);
            } else if (n > 0) {
                connect(client, first, n);
            }
        } catch (IOException e) {
            // Either side has gone; closing both is all there is to do.
        } finally {
            open.remove(client);
        }
    }

    private void connect(Socket client, byte[] first, int n) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            server.setTcpNoDelay(true);
            server.getOutputStream().write(first, 0, n);
            threads.execute(() -> pump(client, server));
            copy(server.getInputStream(), client.getOutputStream());
            open.remove(server);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // The other direction notices and closes both.
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            gate.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the registry's port", e);
        }
    }
}
