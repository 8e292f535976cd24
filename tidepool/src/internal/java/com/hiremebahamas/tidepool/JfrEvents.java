package com.hiremebahamas.tidepool;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// The events of the JDK Flight Recorder. Each is committed when what it describes has ended.
final class JfrEvents {

    private JfrEvents() {}

    /// What all have.
    abstract static class DatabaseEvent extends Event {
        @Label("Database")
        String database = "";
    }

    @Name("tidepool.PoolWait")
    @Label("Wait for a Connection")
    @Category("Tidepool")
    static final class PoolWaitEvent extends DatabaseEvent {
        @Label("Waited")
        @Timespan
        long waited;

        @Label("Failure")
        String failure = "";
    }

    @Name("tidepool.Connect")
    @Label("Attempt to Connect")
    @Category("Tidepool")
    @StackTrace(false)
    static final class ConnectEvent extends DatabaseEvent {
        @Label("Took")
        @Timespan
        long took;

        @Label("Failure")
        String failure = "";
    }

    @Name("tidepool.Retry")
    @Label("Unit of Work Run Again")
    @Category("Tidepool")
    static final class RetryEvent extends DatabaseEvent {
        @Label("Attempt")
        int attempt;

        @Label("Failure")
        String failure = "";
    }

    @Name("tidepool.BreakerOpened")
    @Label("Database Lost")
    @Category("Tidepool")
    @StackTrace(false)
    static final class BreakerOpenedEvent extends DatabaseEvent {
        @Label("Failure")
        String failure = "";

        @Label("Pause before the Next Try")
        @Timespan
        long pause;
    }

    @Name("tidepool.BreakerClosed")
    @Label("Database Reached")
    @Category("Tidepool")
    @StackTrace(false)
    static final class BreakerClosedEvent extends DatabaseEvent {}

    @Name("tidepool.StatementOverLimit")
    @Label("Statement over Its Limit")
    @Category("Tidepool")
    static final class StatementOverLimitEvent extends DatabaseEvent {
        @Label("SQL")
        String sql = "";

        @Label("Took")
        @Timespan
        long took;
    }
}
