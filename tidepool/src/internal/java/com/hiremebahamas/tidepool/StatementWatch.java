package com.hiremebahamas.tidepool;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ends the wait for answers that will not come. A pooler whose database has died keeps its clients waiting, PgBouncer
/// for two minutes, and only the statement's own limit would end that.
///
/// A statement without an answer after the connect timeout is a reason to look whether the database can be reached at
/// all. When it cannot, the statements are ended that have no effect or that their loss undoes. A statement outside a
/// transaction, and COMMIT, may be running: they go on to their limit.
///
/// One thread looks, while connections are in use; without any there is none.
final class StatementWatch {

    interface Check {
        /// Opens a connection and closes it again.
        void run() throws SQLException;
    }

    private final Check check;
    private final CircuitBreaker breaker;
    private final Duration connect;
    private final TimeSource time;
    private final Set<PoolEntry> inUse = ConcurrentHashMap.newKeySet();
    private volatile boolean isRunning;

    StatementWatch(Check check, CircuitBreaker breaker, Duration connect, TimeSource time) {
        this.check = check;
        this.breaker = breaker;
        this.connect = connect;
        this.time = time;
    }

    void add(PoolEntry entry) {
        inUse.add(entry);
        if (!isRunning) start();
    }

    void remove(PoolEntry entry) {
        inUse.remove(entry);
    }

    private synchronized void start() {
        if (isRunning) return;
        isRunning = true;
        Thread.ofVirtual().name("tidepool-statement-watch").start(this::watch);
    }

    /// False, and no longer running, when no connection is in use.
    private synchronized boolean goesOn() {
        isRunning = !inUse.isEmpty();
        return isRunning;
    }

    /// While statements run long and the database can be reached, it looks less and less often.
    private void watch() {
        var pause = connect;
        while (time.sleep(pause) && goesOn()) {
            boolean isReached = !isAnyWaiting() || canBeReached();
            pause = isReached && isAnyWaiting() ? pause.multipliedBy(2) : connect;
        }
    }

    private boolean isAnyWaiting() {
        return inUse.stream().anyMatch(entry -> entry.waitsLongerThan(connect));
    }

    private boolean canBeReached() {
        long start = time.ticker().nanos();
        try {
            check.run();
            return true;
        } catch (SQLException e) {
            // A name that is not found says nothing of connections that are open.
            if (!ConnectFailureClassifier.isUnreachable(e)) return true;
            breaker.connectFailed(e, Duration.ofNanos(time.ticker().nanos() - start));
            if (breaker.isClosed()) return true;
            inUse.stream().filter(entry -> entry.waitsLongerThan(connect)).forEach(PoolEntry::endUndoable);
            return false;
        }
    }
}
