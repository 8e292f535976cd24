package com.hiremebahamas.http;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.connections.BoundedConnector;
import com.hiremebahamas.http.connections.IdleTimeouts;
import com.hiremebahamas.http.proxies.Proxies;
import com.hiremebahamas.http.proxies.SharedAddressWarning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;

/// The HTTP server. [#bind] opens the port, [#open] answers `/health` on it, [#start] serves the application,
/// for which earlier requests wait; [#drain] and [#close] end it.
///
/// Safe on any thread. The application processes requests on virtual threads; `/health` and cached responses
/// are sent on the selector's.
public final class HttpServer implements AutoCloseable {

    /// The length of the kernel's accept queue; Linux caps it at `somaxconn`. The JDK's default is 50, fewer
    /// than the connections that arrive while a processor is busy; a client that finds the queue full tries
    /// again after a second.
    private static final int BACKLOG = 4096;

    private static final Duration LONGEST_BODY = Duration.ofSeconds(60);

    /// Three bodies of the largest size and a hundred forms of 8 kB.
    private static final long MAX_ADMITTED_BYTES = 6 << 20;

    /// How long no connection may arrive before the listener is closed, and how long that is waited for. With
    /// a hundred clients that reconnect at once, on two busy cores, 20 ms lost a connection in one stop of
    /// six, 100 ms in one of 120.
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration LONGEST_WAIT_FOR_QUIET = Duration.ofSeconds(1);

    /// For clients that were about to send a request on an open connection.
    private static final Duration LONGEST_WAIT_FOR_CONNECTIONS = Duration.ofSeconds(1);

    private final JettyServer jetty = new JettyServer();
    private final BoundedConnector connector;
    private final AcceptedConnections accepted = new AcceptedConnections();
    private final DeferredRejections deferredRejections = new DeferredRejections();
    private final InFlightRequests inFlight = new InFlightRequests();
    private final SharedAddressWarning sharedAddress;
    private final StartupQueue startup;
    private final IdleTimeouts idleTimeouts;
    private final RequestTask.Rules rules;

    private HttpServer(ServerSocketChannel channel, Settings.Http settings, boolean production, StartupQueue startup) {
        var headers = SecurityHeaders.ofPages(production);
        var errors = new ErrorResponses(headers);
        var proxies = Proxies.of(settings.forwarded());
        this.startup = startup;
        this.sharedAddress =
                new SharedAddressWarning(settings.forwarded().edgeSecret().isEmpty());
        this.idleTimeouts = new IdleTimeouts(settings.keepAlive());
        this.connector = jetty.addConnector(channel, settings, proxies);
        connector.addBean(accepted);
        this.rules = new RequestTask.Rules(
                settings.requestTimeout(),
                new ConcurrencyLimiter(settings.maxConcurrent()),
                new BodyBuffer(LONGEST_BODY, connector.bodies(), new AdmittedBodies(MAX_ADMITTED_BYTES)),
                errors);
        jetty.setHandler(new RootHandler(
                settings, production, proxies, sharedAddress, headers, errors, inFlight, startup, idleTimeouts));
        jetty.setErrorHandler(errors);
        jetty.setRequestLog(new AccessLog());
    }

    /// Binds the port on all addresses.
    static ServerSocketChannel bind(int port) throws IOException {
        return bind("0.0.0.0", port);
    }

    /// Binds the port, 0 for any that is free. Connections queue in the kernel until the server is opened.
    ///
    /// @param listenAddress an IP address of this machine, `0.0.0.0` for all, those of IPv6 too
    /// @throws IOException when the port cannot be bound
    public static ServerSocketChannel bind(String listenAddress, int port) throws IOException {
        BootClassPath.nameJdkServices();
        var address = new InetSocketAddress(InetAddress.ofLiteral(listenAddress), port);
        var channel = ServerSocketChannel.open();
        try {
            return channel.bind(address, BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw new IOException("Failed to bind to " + address, e);
        }
    }

    /// Answers `/health` on the channel, which the server closes in the end; other requests wait for [#start].
    public static HttpServer open(ServerSocketChannel channel, Settings.Http settings, boolean production) {
        return open(channel, settings, production, StartupQueue.LONGEST_WAIT);
    }

    /// @param longestStart how long a request waits for the application
    static HttpServer open(
            ServerSocketChannel channel, Settings.Http settings, boolean production, Duration longestStart) {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        BootClassPath.hideFromServiceLoaders();
        try {
            return opened(new HttpServer(channel, settings, production, new StartupQueue(longestStart)));
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    /// The threads of a server that started in part would keep the process alive.
    private static HttpServer opened(HttpServer server) {
        try {
            server.jetty.startNow();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Serves the application; requests that wait for it go on. To be called once.
    public void start(Application application) {
        var servlet = jetty.startServlet(application.servlet());
        startup.complete(
                new ApplicationHandler(application, servlet, idleTimeouts, inFlight, deferredRejections, rules));
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Whether requests are rejected because the process is about to end.
    public boolean isDraining() {
        return inFlight.isDraining();
    }

    /// How many requests are accepted and not answered.
    public int inFlight() {
        return inFlight.count();
    }

    /// The memory of all that clients have not finished sending or reading, in bytes.
    public long unfinishedBytes() {
        return connector.unfinishedBytes();
    }

    /// What the operator should know of the addresses of clients, each a sentence.
    public List<String> warnings() {
        return sharedAddress.warnings();
    }

    /// How many connections were accepted so far.
    long accepted() {
        return accepted.count();
    }

    /// Rejects requests from now on, blocks until all that are in flight are complete or the limit has passed,
    /// and closes the listener. Open connections, and `/health`, are still answered.
    ///
    /// @return whether they were
    public boolean drain(Duration limit) {
        boolean complete = inFlight.drain(limit);
        deferredRejections.defer();
        awaitQuiet();
        connector.close();
        deferredRejections.release();
        awaitConnectionsClosed();
        return complete;
    }

    @Override
    public void close() {
        jetty.stopNow();
    }

    /// The kernel resets connections that were not accepted when the listener closes. Rejected requests are
    /// held until then: their clients stop reconnecting, and the accept queue runs empty.
    private void awaitQuiet() {
        long end = System.nanoTime() + LONGEST_WAIT_FOR_QUIET.toNanos();
        long quietSince = System.nanoTime();
        long before = accepted.count();
        while (System.nanoTime() - end < 0 && System.nanoTime() - quietSince < QUIET.toNanos()) {
            pause();
            long now = accepted.count();
            if (now > before) quietSince = System.nanoTime();
            before = now;
        }
    }

    private void awaitConnectionsClosed() {
        long end = System.nanoTime() + LONGEST_WAIT_FOR_CONNECTIONS.toNanos();
        while (!connector.getConnectedEndPoints().isEmpty() && System.nanoTime() - end < 0) pause();
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    private static final class AcceptedConnections implements Connection.Listener {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void onOpened(Connection connection) {
            count.incrementAndGet();
        }

        long count() {
            return count.get();
        }
    }
}
