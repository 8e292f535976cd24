package com.hiremebahamas.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/// Brings a schema up to date with the scripts in `db/migration`. The only class that knows Flyway; serving never
/// loads it.
///
/// Of two concurrent runs one applies the scripts and the other waits. The lock ends with the session that holds it, so
/// a killed run blocks no other.
public final class Migrations {

    /// Flyway tries to take the lock once a second.
    private static final int LOCK_TRIES = 600;

    /// How a run can end.
    public sealed interface Outcome {

        /// The schema is up to date.
        ///
        /// @param from the version found, empty for a database without tables
        record Done(String from, String to, List<Script> applied) implements Outcome {}

        /// Nothing was changed.
        record NotReached(String problem) implements Outcome {}

        /// The schema is another program's, and nothing was changed.
        ///
        /// @param names of what is in it, first what shows whose it is
        record Occupied(List<String> names) implements Outcome {}

        /// The role may not create tables, or the server takes no writes, and nothing was changed.
        record Forbidden(String problem) implements Outcome {}

        /// The run failed outside a script. The scripts before stay.
        record Failed(String problem) implements Outcome {}

        /// A script failed; those before it stay.
        ///
        /// @param undone whether all of it was undone: a script that runs outside a transaction is not
        record ScriptFailed(String version, boolean undone, String problem) implements Outcome {}
    }

    public record Script(String version, String description, int millis) {}

    /// The scope of the lock. A session's lock does not block `create index concurrently`, but behind a transaction
    /// pooler it would stay on a server connection that another client gets next.
    public enum Lock {
        SESSION,
        TRANSACTION
    }

    /// What to do in a schema where another program keeps its tables.
    public enum OtherTables {
        REFUSE,
        /// Leave them, and make this program's beside them.
        KEEP
    }

    private final OtherProgramStore otherProgram;
    private final SchemaRightsStore rights;
    private final OtherTables otherTables;
    private final Flyway flyway;

    public Migrations(DataSource database, Lock lock, OtherTables otherTables) {
        this(database, lock, otherTables, "classpath:db/migration");
    }

    Migrations(DataSource database, Lock lock, OtherTables otherTables, String location) {
        var configuration = Flyway.configure()
                .dataSource(database)
                .locations(location)
                .failOnMissingLocations(true)
                .baselineOnMigrate(otherTables == OtherTables.KEEP)
                .baselineVersion("0")
                .lockRetryCount(LOCK_TRIES);
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(lock == Lock.TRANSACTION);
        flyway = configuration.load();
        otherProgram = new OtherProgramStore(database);
        rights = new SchemaRightsStore(database);
        this.otherTables = otherTables;
    }

    /// Applies the pending scripts. Blocks as long as they, or a concurrent run, take.
    public Outcome run() {
        try {
            var refusal = refusal();
            return refusal == null ? done(flyway.migrate()) : refusal;
        } catch (SQLException e) {
            return failed(e);
        } catch (FlywayMigrateException e) {
            return new Outcome.ScriptFailed(version(e), e.isExecutableInTransaction(), problem(e));
        } catch (FlywayException e) {
            return failed(e);
        }
    }

    /// What can be foreseen; null when nothing stands in the way.
    private @Nullable Outcome refusal() throws SQLException {
        var found = rights.rights();
        var obstacle = found.obstacle();
        if (!obstacle.isEmpty() && (found.schema().isEmpty() || isAnyPending())) return new Outcome.Forbidden(obstacle);
        if (otherTables == OtherTables.KEEP) return null;
        // Before Flyway, which takes a schema with nothing but a materialized view or a foreign table for empty.
        var names = otherProgram.names();
        return names.isEmpty() ? null : new Outcome.Occupied(names);
    }

    private boolean isAnyPending() {
        return flyway.info().pending().length > 0;
    }

    private static Outcome done(MigrateResult result) {
        var applied = result.migrations.stream().map(Migrations::script).toList();
        var from = Optional.ofNullable(result.initialSchemaVersion).orElse("");
        var to = Optional.ofNullable(result.targetSchemaVersion).orElse(from);
        return new Outcome.Done(from, to, applied);
    }

    private static Script script(MigrateOutput output) {
        return new Script(output.version, output.description, output.executionTime);
    }

    /// With the database's own message: Flyway's repeats the whole URL.
    private static String problem(FlywayException e) {
        var cause = cause(e);
        return cause == null ? firstLine(e.getMessage()) : problem(cause);
    }

    private static String problem(SQLException cause) {
        var state = Optional.ofNullable(cause.getSQLState()).orElse("");
        return firstLine(cause.getMessage()) + (state.isEmpty() ? "" : " (" + state + ")");
    }

    private static String version(FlywayMigrateException e) {
        var script = e.getMigration();
        return script == null || script.getVersion() == null
                ? "(unknown)"
                : script.getVersion().toString();
    }

    private static Outcome failed(FlywayException e) {
        var cause = cause(e);
        return cause == null ? new Outcome.Failed(problem(e)) : failed(cause);
    }

    private static Outcome failed(SQLException cause) {
        var state = Optional.ofNullable(cause.getSQLState()).orElse("");
        boolean signIn = state.startsWith("08") || state.startsWith("28") || state.equals("3D000");
        return signIn || state.startsWith("57P") || state.startsWith("53")
                ? new Outcome.NotReached(problem(cause))
                : new Outcome.Failed(problem(cause));
    }

    private static @Nullable SQLException cause(Throwable e) {
        for (var at = e; at != null; at = at.getCause()) {
            if (at instanceof SQLException found) return found;
        }
        return null;
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "no reason was given"
                : message.lines().findFirst().orElse("").strip();
    }
}
