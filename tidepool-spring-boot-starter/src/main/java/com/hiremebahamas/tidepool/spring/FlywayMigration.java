package com.hiremebahamas.tidepool.spring;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/// Runs Flyway as Spring Boot has configured it.
///
/// @param choosesLock whether the application leaves the kind of Flyway's lock open
record FlywayMigration(ObjectProvider<Flyway> flyway, boolean choosesLock) implements SchemaMigration {

    private static final Logger log = LoggerFactory.getLogger(FlywayMigration.class);

    private static final String BEHIND_POOLER =
            "The migration goes through a pooler, where a script may lose its session: "
                    + "name the direct URL by DATABASE_URL_UNPOOLED beside DATABASE_URL, or by tidepool.direct-url";

    @Override
    public Outcome run() {
        var configured = flyway.getObject();
        return configured.getConfiguration().getDataSource() instanceof DirectDataSource direct
                ? run(configured, direct)
                : run(configured, () -> true);
    }

    private Outcome run(Flyway configured, DirectDataSource direct) {
        try {
            if (!direct.isDirect()) log.warn(BEHIND_POOLER);
            else if (choosesLock) lockBySession(configured);
        } catch (SQLException e) {
            return notReached(e);
        }
        int before = direct.opened();
        return run(configured, () -> direct.opened() > before);
    }

    /// Flyway's own choice, a lock by a transaction that stays open, lets `create index concurrently` wait
    /// for ever. Behind a pooler there is no other.
    private static void lockBySession(Flyway configured) {
        configured
                .getConfiguration()
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }

    private static Outcome run(Flyway configured, BooleanSupplier mayHaveConnected) {
        try {
            return new Outcome.Done(done(configured.migrate()));
        } catch (FlywayException e) {
            return failed(e, mayHaveConnected.getAsBoolean());
        }
    }

    private static String done(MigrateResult result) {
        int applied = result.migrationsExecuted;
        var version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        return (applied == 0 ? "No migration is pending" : "Migrations applied: " + applied)
                + (version == null ? "" : "; the schema has version " + version);
    }

    private static Outcome notReached(SQLException e) {
        return isOfConnection(String.valueOf(e.getSQLState()))
                ? new Outcome.NotReached("The database could not be reached, and nothing was changed: " + e.getMessage()
                        + ". Migrate again when it is there")
                : new Outcome.Failed("The schema could not be migrated, and nothing was changed: " + e.getMessage()
                        + ". Correct it and migrate again");
    }

    private static Outcome failed(FlywayException e, boolean mayHaveConnected) {
        var cause = sqlCause(e);
        if (cause == null || !isOfConnection(String.valueOf(cause.getSQLState())))
            return new Outcome.Failed("The schema could not be migrated; migrations before the one that failed stay: "
                    + reason(e, cause) + ". Correct it and migrate again");
        return mayHaveConnected
                ? new Outcome.Interrupted(
                        "The connection was lost; what was migrated before stays, and the last script "
                                + "may have run: " + cause.getMessage() + ". Migrate again when the database is there")
                : notReached(cause);
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
