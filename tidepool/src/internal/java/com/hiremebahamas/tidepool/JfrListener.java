package com.hiremebahamas.tidepool;

import java.time.Duration;
import jdk.jfr.FlightRecorder;

/// Records an event of the JDK Flight Recorder for each call that it passes on; without a recording it reads one
/// flag.
record JfrListener(TidepoolListener listener) implements TidepoolListener {

    @Override
    public void connectionAcquired(Duration waited) {
        listener.connectionAcquired(waited);
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.PoolWaitEvent();
        event.waited = waited.toNanos();
        event.commit();
    }

    @Override
    public void connectionOpened(Duration took) {
        listener.connectionOpened(took);
        recordConnect("", took);
    }

    @Override
    public void connectFailed(DatabaseFailure failure, Duration took) {
        listener.connectFailed(failure, took);
        recordConnect(failure.message(), took);
    }

    @Override
    public void statementExecuted(String sql, Duration took) {
        listener.statementExecuted(sql, took);
    }

    @Override
    public void statementTimedOut(String sql, Duration took) {
        listener.statementTimedOut(sql, took);
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.StatementOverLimitEvent();
        event.sql = sql;
        event.took = took.toNanos();
        event.commit();
    }

    @Override
    public void retrying(int attempt, DatabaseFailure failure) {
        listener.retrying(attempt, failure);
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.RetryEvent();
        event.attempt = attempt;
        event.failure = failure.message();
        event.commit();
    }

    @Override
    public void breakerOpened(DatabaseFailure failure, Duration pause) {
        listener.breakerOpened(failure, pause);
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.BreakerOpenedEvent();
        event.failure = failure.message();
        event.pause = pause.toNanos();
        event.commit();
    }

    @Override
    public void breakerClosed() {
        listener.breakerClosed();
        if (FlightRecorder.isInitialized()) new JfrEvents.BreakerClosedEvent().commit();
    }

    private static void recordConnect(String failure, Duration took) {
        if (!FlightRecorder.isInitialized()) return;
        var event = new JfrEvents.ConnectEvent();
        event.took = took.toNanos();
        event.failure = failure;
        event.commit();
    }
}
