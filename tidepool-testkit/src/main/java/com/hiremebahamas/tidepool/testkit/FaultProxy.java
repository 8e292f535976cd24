package com.hiremebahamas.tidepool.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Stands between a client and a PostgreSQL server or pooler, knows the protocol, and breaks it where it is told to.
///
/// Without TLS only. Safe on any thread.
public final class FaultProxy implements AutoCloseable {

    /// Where to cut a connection, seen from a statement.
    public enum Cut {
        /// The server never sees the statement.
        BEFORE,
        /// The server has run the statement, and its answer is lost.
        AFTER
    }

    private record Trap(String words, Cut cut) {}

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ServerSocket listener;
    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger everConnected = new AtomicInteger();
    private volatile @Nullable Trap trap;
    private volatile boolean holding;

    private FaultProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /// A proxy on a free port of this machine, to a port of this machine.
    public static FaultProxy to(int target) {
        try {
            var listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
            var proxy = new FaultProxy(listener, target);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Another URL's way through this proxy.
    public String through(String url) {
        return url.replace(":" + target + "/", ":" + port() + "/");
    }

    /// Cuts the next connection that sends a statement with these words, once.
    public void cutOnce(Cut cut, String words) {
        trap = new Trap(words, cut);
    }

    /// Cuts every connection now; new ones are served.
    public void cutAll() {
        pairs.forEach(Pair::cut);
    }

    /// From now on nothing passes in either direction, and nobody is told: the network has gone. New connections are
    /// accepted and stay mute.
    public void hold() {
        holding = true;
    }

    /// Lets everything pass again, what was held first.
    public void release() {
        holding = false;
    }

    /// Every statement that clients sent, in order.
    public List<String> statements() {
        return List.copyOf(statements);
    }

    public int connections() {
        return pairs.size();
    }

    /// How many connections there have ever been.
    public int everConnected() {
        return everConnected.get();
    }

    @Override
    public void close() {
        holding = false;
        closeQuietly(listener);
        cutAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        var server = new Socket();
        var pair = new Pair(client, server);
        pairs.add(pair);
        everConnected.incrementAndGet();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(pair::answer);
            pair.ask();
        } catch (IOException e) {
            pair.cut();
        }
    }

    /// A client's connection and its server's.
    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean losing;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /// From the client to the server.
        void ask() throws IOException {
            try {
                var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
                pass(Frame.readStartUp(in), out, in);
                for (var frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
                    if (frame.type() == 'P' || frame.type() == 'Q') {
                        statements.add(frame.text());
                        if (springs(frame.text())) break;
                    }
                    pass(frame, out, in);
                }
            } finally {
                if (!losing) cut();
            }
        }

        /// From the server to the client.
        void answer() {
            try {
                var in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
                var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
                for (var frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
                    if (!losing) pass(frame, out, in);
                    if (losing && frame.type() == 'Z') break;
                }
            } catch (IOException e) {
                // the other side has gone, and so does this one
            } finally {
                cut();
            }
        }

        void cut() {
            pairs.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }

        private boolean springs(String statement) {
            var set = trap;
            if (set == null || !statement.contains(set.words())) return false;
            trap = null;
            losing = set.cut() == Cut.AFTER;
            return set.cut() == Cut.BEFORE;
        }

        private void pass(Frame frame, DataOutputStream out, DataInputStream in) throws IOException {
            while (holding && !client.isClosed()) LockSupport.parkNanos(LOOK_NANOS);
            frame.write(out);
            if (in.available() == 0) out.flush();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("A socket could not be closed", e);
        }
    }
}
