package com.hiremebahamas.tidepool.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/// A proxy between a client and a PostgreSQL server or pooler that parses the protocol and injects faults.
///
/// Over TLS it sees no statements, and can do only what needs none. Safe on any thread.
public final class FaultProxy implements AutoCloseable {

    /// Where to cut a connection, seen from a statement.
    public enum Cut {
        /// The server never sees the statement.
        BEFORE,
        /// The server has run the statement, and its answer is lost.
        AFTER
    }

    private record CutRule(String text, Cut cut) {}

    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger everConnected = new AtomicInteger();
    private volatile @Nullable CutRule cutRule;
    private final NetworkConditions network = new NetworkConditions();
    private final AcceptLoop listener;

    private FaultProxy(int target) {
        this.target = target;
        this.listener = new AcceptLoop(this::accept);
    }

    /// A proxy on a free port of this machine, to a port of this machine.
    public static FaultProxy to(int target) {
        return new FaultProxy(target);
    }

    /// Where clients connect to it.
    public int port() {
        return listener.port();
    }

    /// A `DATABASE_URL` of the target, changed to go through this proxy.
    public String through(String url) {
        return url.replace(":" + target + "/", ":" + port() + "/");
    }

    /// Cuts the next connection that sends a statement which contains this text, once.
    public void cutOnce(Cut cut, String text) {
        cutRule = new CutRule(text, cut);
    }

    /// Closes every connection now; new ones are accepted.
    public void cutAll() {
        pairs.forEach(Pair::cut);
    }

    /// Resets every connection now (RST instead of FIN), as a router does that has lost its state.
    public void resetAll() {
        pairs.forEach(Pair::reset);
    }

    /// From now on delays every message by this much, in each direction.
    public void delay(Duration pause) {
        network.delay(pause);
    }

    /// From now on limits the rate in each direction of a connection.
    public void throttle(int bytesPerSecond) {
        network.throttle(bytesPerSecond);
    }

    /// From now on drops everything that servers send; what clients send arrives.
    public void dropReplies() {
        network.dropReplies();
    }

    /// From now on holds everything in both directions, as a lost network does. New connections are accepted and
    /// get no answer.
    public void hold() {
        network.hold();
    }

    /// Ends delay, throttle, hold and dropping. What was held passes first; a dropped reply stays lost.
    public void release() {
        network.clear();
    }

    /// Every statement that clients sent, in order.
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /// How often clients had the server answer before they went on, without signing in: several statements may
    /// share one round trip.
    public int roundTrips() {
        return roundTrips.get();
    }

    /// How many connections are open.
    public int connections() {
        return pairs.size();
    }

    /// How many connections there have ever been.
    public int everConnected() {
        return everConnected.get();
    }

    @Override
    public void close() {
        network.clear();
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
            Thread.ofVirtual().start(pair::copyReplies);
            pair.copyRequests();
        } catch (IOException e) {
            pair.cut();
        }
    }

    /// A client's connection and the one to the server.
    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean dropping;
        private volatile boolean encrypted;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /// From the client to the server.
        void copyRequests() throws IOException {
            try {
                var direction = new Direction(client, server);
                var first = ProtocolMessage.readStartUp(direction.in);
                encrypted = first.code() == ProtocolMessage.SSL_REQUEST;
                direction.forward(first);
                if (encrypted) direction.forwardBytes();
                for (var message = ProtocolMessage.read(direction.in);
                        message != null;
                        message = ProtocolMessage.read(direction.in)) {
                    if (message.type() == 'P' || message.type() == 'Q') {
                        statements.add(message.sql());
                        if (cutsAt(message.sql())) break;
                    }
                    // Sync and Query
                    if (message.type() == 'S' || message.type() == 'Q') roundTrips.incrementAndGet();
                    direction.forward(message);
                }
            } finally {
                if (!dropping) cut();
            }
        }

        /// From the server to the client.
        void copyReplies() {
            try {
                var direction = new Direction(server, client);
                // The request for TLS, if there is one, has been seen before the server answers it.
                if (direction.isOpen() && encrypted) direction.forwardBytes();
                for (var message = ProtocolMessage.read(direction.in);
                        message != null;
                        message = ProtocolMessage.read(direction.in)) {
                    if (!dropping && !network.dropsReplies()) direction.forward(message);
                    if (dropping && message.type() == 'Z') break;
                }
            } catch (IOException e) {
                // the server has closed; the client's connection is closed too
            } finally {
                cut();
            }
        }

        void cut() {
            pairs.remove(this);
            closeSocket(client);
            closeSocket(server);
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

        private boolean cutsAt(String statement) {
            var set = cutRule;
            if (set == null || !statement.contains(set.text())) return false;
            cutRule = null;
            dropping = set.cut() == Cut.AFTER;
            return set.cut() == Cut.BEFORE;
        }
    }

    /// One direction of a connection.
    private final class Direction {

        private final DataInputStream in;
        private final DataOutputStream out;
        private final Socket to;
        private boolean idle = true;

        Direction(Socket from, Socket to) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            this.out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
            this.to = to;
        }

        /// Blocks until there is something to read; false at the end of the stream.
        boolean isOpen() throws IOException {
            in.mark(1);
            int first = in.read();
            in.reset();
            return first >= 0;
        }

        /// Forwards what cannot be understood, until the end of the stream.
        void forwardBytes() throws IOException {
            var bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                network.transfer(read, true, to::isClosed);
                out.write(bytes, 0, read);
                out.flush();
            }
        }

        void forward(ProtocolMessage message) throws IOException {
            network.transfer(message.length(), idle, to::isClosed);
            message.write(out);
            idle = in.available() == 0;
            if (idle) out.flush();
        }
    }

    private static void closeSocket(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A socket could not be closed", e);
        }
    }
}
