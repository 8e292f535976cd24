package com.hiremebahamas.tidepool.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Stands between a client and a PostgreSQL server or pooler, knows the protocol, and breaks it where it is told
/// to.
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

    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger everConnected = new AtomicInteger();
    private volatile @Nullable Trap trap;
    private final Line line = new Line();
    private final AcceptLoop listener;

    private FaultProxy(int target) {
        this.target = target;
        this.listener = new AcceptLoop(this::accept);
    }

    /// A proxy on a free port of this machine, to a port of this machine.
    public static FaultProxy to(int target) {
        return new FaultProxy(target);
    }

    public int port() {
        return listener.port();
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

    /// Resets every connection now, as a router does that has forgotten them: no farewell, an error at once.
    public void resetAll() {
        pairs.forEach(Pair::reset);
    }

    /// From now on every message takes this much longer, in each direction.
    public void delay(Duration pause) {
        line.delay(pause);
    }

    /// From now on no more than this passes in each direction of a connection.
    public void throttle(int bytesPerSecond) {
        line.throttle(bytesPerSecond);
    }

    /// From now on what servers say is lost; what clients say arrives.
    public void dropReplies() {
        line.dropReplies();
    }

    /// From now on nothing passes in either direction, and nobody is told: the network has gone. New connections
    /// are accepted and stay mute.
    public void hold() {
        line.hold();
    }

    /// The network is well again: what was held passes first. A reply that was lost stays lost.
    public void release() {
        line.clear();
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
        line.clear();
        listener.close();
        cutAll();
    }

    private void accept(Socket client) {
        var pair = new Pair(client, new Socket());
        pairs.add(pair);
        everConnected.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(pair));
    }

    private void serve(Pair pair) {
        try {
            pair.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5000);
            pair.client.setTcpNoDelay(true);
            pair.server.setTcpNoDelay(true);
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
                var way = new Way(client, server);
                way.pass(Frame.readStartUp(way.in));
                for (var frame = Frame.read(way.in); frame != null; frame = Frame.read(way.in)) {
                    if (frame.type() == 'P' || frame.type() == 'Q') {
                        statements.add(frame.sql());
                        if (springs(frame.sql())) break;
                    }
                    way.pass(frame);
                }
            } finally {
                if (!losing) cut();
            }
        }

        /// From the server to the client.
        void answer() {
            try {
                var way = new Way(server, client);
                for (var frame = Frame.read(way.in); frame != null; frame = Frame.read(way.in)) {
                    if (!losing && !line.losesReplies()) way.pass(frame);
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

        void reset() {
            try {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            } catch (SocketException e) {
                // closed already
            }
            cut();
        }

        private boolean springs(String statement) {
            var set = trap;
            if (set == null || !statement.contains(set.words())) return false;
            trap = null;
            losing = set.cut() == Cut.AFTER;
            return set.cut() == Cut.BEFORE;
        }
    }

    /// One direction of a connection.
    private final class Way {

        private final DataInputStream in;
        private final DataOutputStream out;
        private final Socket to;
        private boolean idle = true;

        Way(Socket from, Socket to) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            this.out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
            this.to = to;
        }

        void pass(Frame frame) throws IOException {
            line.carry(frame.length(), idle, to::isClosed);
            frame.write(out);
            idle = in.available() == 0;
            if (idle) out.flush();
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
