package com.hiremebahamas.tidepool;

import java.time.Duration;
import jdk.jfr.FlightRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records an event of the JDK Flight Recorder for each call that it passes on; without a recording it reads
/// one flag. What the listener throws is logged and goes no further: a statement that was committed has not
/// failed.
///
/// @param database of the events
record JfrListener(TidepoolListener listener, String database) implements TidepoolListener {

    private static final Logger log = LoggerFactory.getLogger(TidepoolListener.class);

    @Override
    public void connectionAcquired(Duration waited) {
        pass(() -> listener.connectionAcquired(waited));
        recordWait("", waited);
    }

    @Override
    public void acquireFailed(DatabaseFailure failure, Duration waited) {
        pass(() -> listener.acquireFailed(failure, waited));
        recordWait(failure.message(), waited);
    }

    @Override
    public void connectionOpened(Duration took) {
        pass(() -> listener.connectionOpened(took));
        recordConnect("", took);
    }

    @Override
    public void connectFailed(DatabaseFailure failure, Duration took) {
        pass(() -> listener.connectFailed(failure, took));
        recordConnect(failure.message(), took);
    }

    @Override
    public void statementExecuted(String sql, Duration took) {
        pass(() -> listener.statementExecuted(sql, took));
    }

    @Override
    public void statementTimedOut(String sql, Duration took) {
        pass(() -> listener.statementTimedOut(sql, took));
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.StatementOverLimitEvent();
        event.database = database;
        event.sql = sql;
        event.took = took.toNanos();
        event.commit();
    }

    @Override
    public void retrying(int attempt, DatabaseFailure failure) {
        pass(() -> listener.retrying(attempt, failure));
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.RetryEvent();
        event.database = database;
        event.attempt = attempt;
        event.failure = failure.message();
        event.commit();
    }

    @Override
    public void breakerOpened(DatabaseFailure failure, Duration pause) {
        pass(() -> listener.breakerOpened(failure, pause));
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.BreakerOpenedEvent();
        event.database = database;
        event.failure = failure.message();
        event.pause = pause.toNanos();
        event.commit();
    }

    @Override
    public void breakerClosed() {
        pass(() -> listener.breakerClosed());
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.BreakerClosedEvent();
        event.database = database;
        event.commit();
    }

    private void recordWait(String failure, Duration waited) {
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.PoolWaitEvent();
        event.database = database;
        event.waited = waited.toNanos();
        event.failure = failure;
        event.commit();
    }

    private void recordConnect(String failure, Duration took) {
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.ConnectEvent();
        event.database = database;
        event.took = took.toNanos();
        event.failure = failure;
        event.commit();
    }

    private static void pass(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.warn("A TidepoolListener threw an exception, which is ignored", e);
        }
    }
}
