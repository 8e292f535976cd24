package com.hiremebahamas.tidepool.spring;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// Runs Flyway as Spring Boot has configured it.
record FlywayMigration(ObjectProvider<Flyway> flyway) implements SchemaMigration {

    @Override
    public Outcome run() {
        var configured = flyway.getObject();
        int before = opened(configured);
        try {
            return new Outcome.Done(done(configured.migrate()));
        } catch (FlywayException e) {
            return failed(e, opened(configured) == before);
        }
    }

    /// How many connections there have been; of a `DataSource` of the application's own that is not known.
    private static int opened(Flyway flyway) {
        return flyway.getConfiguration().getDataSource() instanceof DirectDataSource direct ? direct.opened() : -1;
    }

    private static String done(MigrateResult result) {
        int applied = result.migrationsExecuted;
        var version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        return (applied == 0 ? "No migration is pending" : "Migrations applied: " + applied)
                + (version == null ? "" : "; the schema has version " + version);
    }

    private static Outcome failed(FlywayException e, boolean neverConnected) {
        var cause = sqlCause(e);
        if (cause == null || !isOfConnection(String.valueOf(cause.getSQLState())))
            return new Outcome.Failed("The schema could not be migrated; migrations before the one that failed stay: "
                    + reason(e, cause) + ". Correct it and migrate again");
        return neverConnected
                ? new Outcome.NotReached("The database could not be reached, and nothing was changed: "
                        + cause.getMessage() + ". Migrate again when it is there")
                : new Outcome.Interrupted(
                        "The connection was lost; what was migrated before stays, and the last script "
                                + "may have run: " + cause.getMessage() + ". Migrate again when the database is there");
    }

    /// Flyway's first line names the script, the server says what is wrong in it.
    private static String reason(FlywayException e, @Nullable SQLException cause) {
        var first = String.valueOf(e.getMessage()).strip().split("\\R", 2)[0];
        var detail = cause == null ? "" : String.valueOf(cause.getMessage());
        return first.contains(detail) ? first : first + ": " + detail;
    }

    /// Without a connection, starting, shutting down, or full.
    private static boolean isOfConnection(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }

    private static @Nullable SQLException sqlCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) return found;
        }
        return null;
    }
}
