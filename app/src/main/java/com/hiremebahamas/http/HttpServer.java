package com.hiremebahamas.http;

import com.hiremebahamas.config.Settings;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The server behind the port: with `/health` alone at first; the application comes behind it later.
///
/// Safe on any thread. Requests of the application run on virtual threads, `/health` on the selector's.
public final class HttpServer implements AutoCloseable {

    /// Enough for the acceptor, the selector and what Jetty runs beside them; no request ever runs here.
    private static final int THREADS = 8;

    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);
    private static final int LONGEST_HEAD_BYTES = 16 * 1024;

    /// How long no new connection may come before the listener is closed, and how long that is waited for.
    /// With a hundred clients that come back at once, on two busy cores, 20 ms lost a connection in one stop
    /// of six, 100 ms in one of 120.
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final Duration LONGEST_UNREST = Duration.ofSeconds(1);

    /// For those who were just about to ask on a connection they had.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Server server;
    private final Port connector;
    private final Arrivals arrivals;
    private final RootHandler door;

    private HttpServer(Server server, Port connector, Arrivals arrivals, RootHandler door) {
        this.server = server;
        this.connector = connector;
        this.arrivals = arrivals;
        this.door = door;
    }

    /// Takes the port over from the doorkeeper, who answers until then; nobody who has come is lost.
    public static HttpServer open(Doorkeeper door, Settings.Http settings, boolean production) {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        StartupProperties.searchNoJars();
        try {
            return start(door, settings, production);
        } catch (RuntimeException e) {
            door.close();
            throw e;
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static HttpServer start(Doorkeeper door, Settings.Http settings, boolean production) {
        // The default queue of this pool, like Jetty's start message, would bring up JMX: 110 ms of a boot.
        var threads = new QueuedThreadPool(THREADS, 1, 60_000, new LinkedBlockingQueue<>());
        var server = new UnhurriedServer(threads);
        server.setOpenEarly(false); // the doorkeeper has seen to that
        var port = new Port(server, door, new HeaderTimeout(configuration(), longestHead(settings)));
        port.setIdleTimeout(settings.keepAlive().toMillis());
        var arrivals = new Arrivals();
        port.addBean(arrivals);
        server.addConnector(port);
        var headers = new SecurityHeaders(production);
        var ids = new RequestIds();
        var refusals = new ErrorResponses(headers, ids);
        var front = new RootHandler(settings, new HealthHandler(production), headers, refusals, ids);
        server.setHandler(front);
        server.setErrorHandler(refusals);
        server.setRequestLog(new AccessLog());
        start(server);
        door.handOver(port::take);
        return new HttpServer(server, port, arrivals, front);
    }

    /// Puts the application behind the open port, and beside it the pages for operators.
    public void serve(HttpServlet application, Handler pages) {
        door.show(pages);
        door.admit(ServletApplication.handler(application, server));
    }

    /// Gives answers that stand ready without asking the application.
    public void recall(ResponseCache memory) {
        door.recall(memory);
    }

    /// Counts and times requests from now on.
    public void measure(RequestListener metrics) {
        door.observe(metrics);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Whether new work is refused because the process is about to end.
    public boolean isDraining() {
        return door.admission().isDraining();
    }

    /// How many requests have been let in and not been answered yet.
    public int inside() {
        return door.admission().inside();
    }

    /// How many connections have come to this server, those included that the doorkeeper has handed over.
    long accepted() {
        return arrivals.count();
    }

    /// Refuses new work politely, waits until what is in flight has been answered or the limit has passed, and then
    /// lets nobody in any more. Whoever is connected already still gets an answer, and so does `/health`.
    ///
    /// @return whether everything in flight was answered
    public boolean drain(Duration limit) {
        boolean answered = door.admission().drain(limit);
        door.beginClosing();
        awaitQuiet();
        connector.close();
        door.listenerIsClosed();
        awaitFarewell();
        return answered;
    }

    /// The kernel resets who has connected and was not accepted when the listener closes. So whoever asks now is kept
    /// waiting for the answer until then: those who come at once stop coming, and nobody is left outside.
    private void awaitQuiet() {
        long end = System.nanoTime() + LONGEST_UNREST.toNanos();
        long quietSince = System.nanoTime();
        long before = arrivals.count();
        while (System.nanoTime() - end < 0 && System.nanoTime() - quietSince < QUIET.toNanos()) {
            pause();
            long now = arrivals.count();
            if (now > before) quietSince = System.nanoTime();
            before = now;
        }
    }

    private void awaitFarewell() {
        long end = System.nanoTime() + FAREWELL.toNanos();
        while (!connector.getConnectedEndPoints().isEmpty() && System.nanoTime() - end < 0) pause();
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not stop", e);
        }
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(LONGEST_HEAD_BYTES);
        // What a connection has said before would be kept for its next request: 100 KB for each that comes back.
        configuration.setHeaderCacheSize(0);
        // Not even a bare line feed for a line end: proxies disagree about it.
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        return configuration;
    }

    private static Duration longestHead(Settings.Http settings) {
        var limit = settings.requestTimeout();
        return limit.compareTo(LONGEST_HEAD) < 0 ? limit : LONGEST_HEAD;
    }

    private static void start(Server server) {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not start", e);
        }
    }

    /// Counts the connections that come.
    private static final class Arrivals implements Connection.Listener {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void onOpened(Connection connection) {
            count.incrementAndGet();
        }

        long count() {
            return count.get();
        }
    }

    /// Jetty tells its uptime when it has started, and asks JMX for it.
    private static final class UnhurriedServer extends Server {
        UnhurriedServer(QueuedThreadPool threads) {
            super(threads);
        }

        @Override
        public long getUptimeMillis() {
            return 0;
        }
    }
}
