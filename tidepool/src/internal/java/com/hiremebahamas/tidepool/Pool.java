package com.hiremebahamas.tidepool;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import com.hiremebahamas.tidepool.wire.OpenSockets;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection pool: HikariCP behind a fair semaphore and a circuit breaker.
///
/// There are as many permits as connections, so a caller with a permit finds an idle connection or opens
/// one, and waits inside HikariCP for a connect only. So it fails at once when the breaker opens.
final class Pool {

    /// An idle connection is closed after this time, so that a serverless database can suspend. HikariCP
    /// checks every 30 s.
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// How often a caller that waits for a connect checks whether the breaker has opened.
    private static final long CHECK_MILLIS = 100;

    /// How long a probe tries to hand its connection to the pool.
    private static final long HAND_OVER_MILLIS = 500;

    /// Longest validation of an idle connection, by which a caller's deadline may be exceeded.
    private static final int LONGEST_VALIDATION_MILLIS = 1000;

    /// How long closing waits for running work: less than the 10 s that `docker stop` gives.
    private static final Duration CLOSE = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(Pool.class);

    private final OpenSockets sockets = new OpenSockets();
    private final Connector connector;
    private final CircuitBreaker breaker;
    private final FailoverCheck failover;
    private final StatementWatch watch;
    private final String database;
    private final PoolSettings settings;
    private final TidepoolListener listener;
    private final Semaphore permits;
    private final HikariPool hikari;
    private volatile boolean closed;

    Pool(DatabaseUrl.Valid url, PoolSettings settings, TidepoolListener listener, TimeSource time) {
        Thread.ofVirtual().name("tidepool-prepare").start(Pool::prepare);
        this.database = url.target();
        this.breaker = new CircuitBreaker(database, this::probe, settings.connectTimeout(), listener, time);
        this.connector = new Connector(url, settings, listener, breaker, sockets);
        this.watch = new StatementWatch(connector::check, breaker, settings.connectTimeout(), time);
        this.failover = new FailoverCheck(this::replaceReadOnlyConnections, time);
        this.settings = settings;
        this.listener = listener;
        this.permits = new Semaphore(settings.maxSize(), true);
        this.hikari = new HikariPool(configuration(database, connector, settings));
        log.info(
                "Database engine created: pool_size={}, max_overflow={}, connect_timeout={}s, pool_timeout={}s, "
                        + "recycle={}s, command_timeout={}s, at {}",
                settings.size(),
                settings.overflow(),
                settings.connectTimeout().toSeconds(),
                settings.acquireTimeout().toSeconds(),
                settings.maxLifetime().toSeconds(),
                settings.statementTimeout().toSeconds(),
                database);
    }

    /// A connection that was alive a moment ago; closing the entry releases it. Blocks at most for what is
    /// left of the deadline and for the acquire timeout.
    ///
    /// @throws DatabaseException when there is none in time
    /// @throws ClosedException   when the pool is closed
    PoolEntry acquire() {
        long start = System.nanoTime();
        try {
            var entry = acquire(start + Deadline.left(settings.acquireTimeout()).toNanos());
            listener.connectionAcquired(Duration.ofNanos(System.nanoTime() - start));
            return entry;
        } catch (DatabaseException e) {
            listener.acquireFailed(e.failure(), Duration.ofNanos(System.nanoTime() - start));
            throw e;
        }
    }

    private PoolEntry acquire(long end) {
        // Its first read of a channel would close it.
        if (Thread.currentThread().isInterrupted())
            throw notReady("The thread was interrupted before it had a connection");
        breaker.awaitClosed(left(end));
        if (!acquired(end)) {
            throw notReady(
                    "All " + settings.maxSize() + " connections are in use, for longer than the caller can wait");
        }
        try {
            var entry = acquireAlive(end);
            watch.add(entry);
            return entry;
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    /// See [OpenSockets#isSilent].
    boolean isSilent(PgConnection physical) {
        return sockets.isSilent(physical);
    }

    DatabaseState state() {
        return breaker.state();
    }

    boolean namesStatementsBehindPoolers() {
        return settings.namedStatements();
    }

    /// An idle connection that answers shows as much as a new one, and costs the server less. A new one is
    /// handed to the pool at once, whether or not the caller still waits: left in the connector it would
    /// stay open until the next call.
    private void probe() throws SQLException {
        if (doesAnIdleConnectionAnswer()) return;
        connector.probe();
        handOver();
    }

    private void handOver() throws SQLException {
        try {
            hikari.getConnection(HAND_OVER_MILLIS).close();
        } catch (SQLException e) {
            log.debug("The pool had no room for the connection of a probe", e);
            connector.close();
        }
    }

    /// A write was refused because the server is read-only.
    void noteServerReadOnly(DatabaseFailure failure) {
        failover.start(failure);
    }

    private boolean replaceReadOnlyConnections() throws SQLException {
        if (closed || !connector.probeForWrites()) return false;
        log.info("{}: a new connection takes writes; the read-only ones are replaced", database);
        hikari.softEvictConnections();
        handOver();
        return true;
    }

    private boolean doesAnIdleConnectionAnswer() throws SQLException {
        try {
            while (hikari.getIdleConnections() > 0) {
                var connection = hikari.getConnection(CHECK_MILLIS);
                if (sockets.isAlive(physical(connection))) {
                    connection.close();
                    return true;
                }
                discard(connection);
            }
        } catch (SQLTransientConnectionException e) {
            log.debug("An idle connection was closed before it was asked", e);
        }
        return false;
    }

    /// HikariCP makes a dynamic proxy when it closes its first connection, which takes 8 ms and is in no
    /// AOT cache: made while the first connection is opened, on another processor.
    private static void prepare() {
        try {
            Class.forName(HikariPool.class.getPackageName() + ".ProxyConnection$ClosedConnection");
        } catch (ClassNotFoundException e) {
            log.debug("HikariCP has no such class any more", e);
        }
    }

    private PoolEntry acquireAlive(long end) {
        while (true) {
            var connection = connection(end);
            var physical = physical(connection);
            if (sockets.isAlive(physical)) return new PoolEntry(this, connection, physical);
            discard(connection);
        }
    }

    private Connection connection(long end) {
        while (true) {
            if (closed) throw new ClosedException();
            if (hikari.getTotalConnections() == 0) breaker.noneIsOpen();
            breaker.awaitClosed(left(end));
            try {
                return hikari.getConnection(Math.clamp(left(end).toMillis(), 1, CHECK_MILLIS));
            } catch (SQLTransientConnectionException e) {
                refuseMisconfigured(e);
                if (left(end).isZero()) throw notReady("No connection could be opened in time");
            } catch (SQLException e) {
                throw new DatabaseException(ConnectFailureClassifier.failure(e), e);
            }
        }
    }

    /// Waiting helps when the server is full, and while other callers release their connections.
    private void refuseMisconfigured(SQLException e) {
        if (breaker.refused() instanceof DatabaseFailure.Misconfigured failure && !breaker.areConnectionsReleased())
            throw new DatabaseException(failure, e);
    }

    void release(PoolEntry entry) {
        watch.remove(entry);
        try {
            entry.pooled().close();
            breaker.connectionReleased();
        } catch (SQLException e) {
            log.debug("A connection was broken when it was released", e);
        } finally {
            permits.release();
        }
    }

    /// After a lost connection the others are suspect: each must answer once before it is used, and the
    /// next caller probes. They are not closed: often the server has ended one session only.
    void evict(PoolEntry entry) {
        watch.remove(entry);
        sockets.connectionLost();
        breaker.reset();
        discard(entry.pooled());
        permits.release();
    }

    /// A working connection that is not to be used again. Its session has ended when this returns:
    /// HikariCP closes it later, on a thread of its own.
    void retire(PoolEntry entry) {
        watch.remove(entry);
        try {
            entry.physical().close();
        } catch (SQLException e) {
            log.debug("A connection could not be closed", e);
        }
        discard(entry.pooled());
        permits.release();
    }

    /// Closes the connection and removes it from the pool. A `close()` through HikariCP would first reset
    /// settings on it, which fails on a broken connection.
    private void discard(Connection connection) {
        hikari.evictConnection(connection);
    }

    PoolStats stats() {
        return new PoolStats(
                hikari.getActiveConnections(),
                hikari.getIdleConnections(),
                permits.getQueueLength(),
                settings.maxSize());
    }

    /// Hands out no more connections, waits for those in use to be released, and closes all.
    ///
    /// @param wait whether to wait; not on a thread that has one itself
    void close(boolean wait) throws InterruptedException, SQLException {
        closed = true;
        boolean interrupted = wait && !areAllReleased();
        hikari.shutdown();
        connector.close();
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Waits until all connections are released or the time is over. False when the thread was interrupted.
    private boolean areAllReleased() {
        try {
            var _ = permits.tryAcquire(settings.maxSize(), Deadline.left(CLOSE).toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private boolean acquired(long end) {
        try {
            return permits.tryAcquire() || permits.tryAcquire(left(end).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static PgConnection physical(Connection connection) {
        try {
            return connection.unwrap(PgConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("Not a connection of pgjdbc", e);
        }
    }

    private static DatabaseException notReady(String message) {
        return new DatabaseException(new DatabaseFailure.NotReady(message), null);
    }

    /// HikariCP has a list of SQLSTATEs of its own, "feature not supported" among them, for which it closes a
    /// connection in the middle of a transaction that could go on.
    private static final class EndedSessions implements SQLExceptionOverride {

        @java.lang.Override // the interface has a type of this name
        public Override adjudicate(SQLException e) {
            return FailureClassifier.endsSession(e) ? Override.MUST_EVICT : Override.DO_NOT_EVICT;
        }
    }

    private static HikariConfig configuration(String database, Connector connector, PoolSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("tidepool " + database);
        config.setDataSource(connector);
        config.setMaximumPoolSize(settings.maxSize());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setKeepaliveTime(0);
        config.setExceptionOverride(new EndedSessions());
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(Math.max(settings.maxLifetime().toMillis(), IDLE.toMillis() + 1000));
        config.setConnectionTimeout(Math.max(250, settings.connectTimeout().toMillis()));
        config.setValidationTimeout(
                Math.clamp(settings.connectTimeout().toMillis() - 1, 250, LONGEST_VALIDATION_MILLIS));
        return config;
    }
}
