package com.hiremebahamas.tidepool;

import com.zaxxer.hikari.HikariConfig;
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

/// The connections: made when first needed, counted by a fair gate of our own, kept by HikariCP.
///
/// With a permit in hand there is always a connection to be had or to be made, so nobody waits inside HikariCP but
/// for a connect; a caller can be told at once when the database is gone.
final class Pool {

    /// After this much idleness the last connection is closed and a serverless database may go to sleep. HikariCP
    /// looks every 30 s.
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// How often a caller that waits for a connect looks whether the connect has failed.
    private static final long SLICE_MILLIS = 100;

    /// How long a probe tries to leave its connection with the pool.
    private static final long ADOPTION_MILLIS = 500;

    /// How much a caller's deadline may be outlasted by the question whether an idle connection still answers.
    private static final int LONGEST_LOOK_MILLIS = 1000;

    private static final Logger log = LoggerFactory.getLogger(Pool.class);

    private final Connector connector;
    private final Opening opening;
    private final PoolSettings settings;
    private final TidepoolListener listener;
    private final Semaphore permits;
    private final HikariPool hikari;
    private volatile boolean closed;

    Pool(Connector connector, PoolSettings settings, TidepoolListener listener, Surroundings surroundings) {
        this.connector = connector;
        this.opening = new Opening(this::probe, settings.connect(), listener, surroundings);
        this.settings = settings;
        this.listener = listener;
        this.permits = new Semaphore(settings.most(), true);
        this.hikari = new HikariPool(configuration(connector, settings));
        connector.tell(opening);
        log.info(
                "Database engine created: pool_size={}, max_overflow={}, connect_timeout={}s, pool_timeout={}s, "
                        + "recycle={}s, command_timeout={}s",
                settings.size(),
                settings.overflow(),
                settings.connect().toSeconds(),
                settings.borrow().toSeconds(),
                settings.recycle().toSeconds(),
                settings.statement().toSeconds());
    }

    /// A connection that was alive a moment ago; to be given back by closing the lease. Blocks at most for what is
    /// left of the deadline and of the pool's own limit.
    Lease borrow() {
        long start = System.nanoTime();
        long end = start + Deadline.left(settings.borrow()).toNanos();
        opening.pass(left(end));
        if (!acquired(end)) {
            throw notReady("All " + settings.most() + " connections are in use, for longer than the caller can wait");
        }
        try {
            var lease = living(end);
            listener.waited(Duration.ofNanos(System.nanoTime() - start));
            return lease;
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    DatabaseState state() {
        return opening.state();
    }

    /// Leaves the connection of the probe among the others at once, whether or not whoever asked is still there:
    /// otherwise it would stay open for as long as nobody asks.
    private void probe() throws SQLException {
        connector.probe();
        hikari.softEvictConnections();
        try {
            hikari.getConnection(ADOPTION_MILLIS).close();
        } catch (SQLTransientConnectionException e) {
            log.debug("The pool had no place for the probe's connection", e);
            connector.close();
        }
    }

    private Lease living(long end) {
        while (true) {
            var connection = connection(end);
            var physical = physical(connection);
            if (connector.isQuiet(physical)) return new Lease(this, connection, physical);
            discard(connection);
        }
    }

    private Connection connection(long end) {
        while (true) {
            if (closed) throw new ClosedException();
            opening.pass(left(end));
            try {
                return hikari.getConnection(Math.clamp(left(end).toMillis(), 1, SLICE_MILLIS));
            } catch (SQLTransientConnectionException e) {
                refuseMisconfigured(e);
                if (left(end).isZero()) throw notReady("No connection could be opened in time");
            } catch (SQLException e) {
                throw new DatabaseException(Failures.ofConnecting(e), e);
            }
        }
    }

    /// Waiting helps against a full server, not against a password that was changed.
    private static void refuseMisconfigured(SQLTransientConnectionException e) {
        if (e.getCause() instanceof SQLException cause
                && Failures.ofConnecting(cause) instanceof DatabaseFailure.Misconfigured failure) {
            throw new DatabaseException(failure, cause);
        }
    }

    void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("A connection was broken when it came back", e);
        } finally {
            permits.release();
        }
    }

    /// A broken connection makes one doubt the others: they are checked before they are used again.
    void giveBackBroken(Connection connection) {
        opening.doubt();
        discard(connection);
        hikari.softEvictConnections();
        permits.release();
    }

    /// Closes it and forgets it. HikariCP would stumble over a further `close()` where settings are to be put back.
    private void discard(Connection connection) {
        hikari.evictConnection(connection);
    }

    PoolFigures figures() {
        return new PoolFigures(
                hikari.getActiveConnections(), hikari.getIdleConnections(), permits.getQueueLength(), settings.most());
    }

    void close() throws InterruptedException, SQLException {
        closed = true;
        hikari.shutdown();
        connector.close();
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

    private static HikariConfig configuration(Connector connector, PoolSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("tidepool");
        config.setDataSource(connector);
        config.setMaximumPoolSize(settings.most());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setKeepaliveTime(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setMaxLifetime(Math.max(settings.recycle().toMillis(), IDLE.toMillis() + 1000));
        config.setConnectionTimeout(Math.max(250, settings.connect().toMillis()));
        config.setValidationTimeout(Math.clamp(settings.connect().toMillis() - 1, 250, LONGEST_LOOK_MILLIS));
        return config;
    }
}
