package com.hiremebahamas.tidepool;

import java.time.Duration;
import jdk.jfr.FlightRecorder;

/// Tells the JDK's flight recorder what it passes on, and costs a look at a flag while nobody records.
record Flight(TidepoolListener listener) implements TidepoolListener {

    @Override
    public void waited(Duration waited) {
        listener.waited(waited);
        if (!FlightRecorder.isInitialized()) return;
        var event = new FlightEvents.PoolWait();
        event.waited = waited.toNanos();
        event.commit();
    }

    @Override
    public void connected(Duration took) {
        listener.connected(took);
        tellConnect("", took);
    }

    @Override
    public void connectFailed(DatabaseFailure failure, Duration took) {
        listener.connectFailed(failure, took);
        tellConnect(failure.message(), took);
    }

    @Override
    public void ran(String sql, Duration took) {
        listener.ran(sql, took);
    }

    @Override
    public void overran(String sql, Duration took) {
        listener.overran(sql, took);
        if (!FlightRecorder.isInitialized()) return;
        var event = new FlightEvents.StatementOverLimit();
        event.sql = sql;
        event.took = took.toNanos();
        event.commit();
    }

    @Override
    public void retried(int attempt, DatabaseFailure failure) {
        listener.retried(attempt, failure);
        if (!FlightRecorder.isInitialized()) return;
        var event = new FlightEvents.Retry();
        event.attempt = attempt;
        event.failure = failure.message();
        event.commit();
    }

    @Override
    public void lost(DatabaseFailure failure, Duration pause) {
        listener.lost(failure, pause);
        if (!FlightRecorder.isInitialized()) return;
        var event = new FlightEvents.BreakerOpened();
        event.failure = failure.message();
        event.pause = pause.toNanos();
        event.commit();
    }

    @Override
    public void reached() {
        listener.reached();
        if (FlightRecorder.isInitialized()) new FlightEvents.BreakerClosed().commit();
    }

    private static void tellConnect(String failure, Duration took) {
        if (!FlightRecorder.isInitialized()) return;
        var event = new FlightEvents.Connect();
        event.took = took.toNanos();
        event.failure = failure;
        event.commit();
    }
}
