package com.hiremebahamas.schema;

import com.hiremebahamas.schema.Migrations.Lock;
import com.hiremebahamas.schema.Migrations.OtherTables;
import com.hiremebahamas.schema.Migrations.Outcome;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// The command `migrate`: brings the schema up to date over the direct URL and prints what it did.
///
/// Exit codes: 0 the schema is up to date, 1 there is no usable URL, 2 the database was not reached or
/// rejected the sign-in, 3 a script or the run failed, 4 the schema is another program's, 5 the role may not create
/// tables or the server takes no writes.
public final class Migrate {

    /// Long enough for a suspended database to resume.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /// Enough to recognize whose tables they are.
    private static final int MOST_NAMES = 5;

    private final PrintStream out;
    private final PrintStream err;

    public Migrate(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public int run(DatabaseUrl serving, DatabaseUrl direct, OtherTables otherTables) {
        return switch (DirectUrl.of(serving, direct)) {
            case DirectUrl.Missing(var problem) -> fail(1, problem);
            case DirectUrl.Found found -> run(found, otherTables);
        };
    }

    private int run(DirectUrl.Found found, OtherTables otherTables) {
        out.println("Migrating " + found.url() + " (from " + found.from() + ")");
        if (found.pooled()) {
            err.println(
                    "This address looks as if it led through a pooler: set DATABASE_URL_UNPOOLED to the direct one.");
        }
        var migrations = new Migrations(
                Tidepool.unpooled(found.url(), CONNECT_TIMEOUT),
                found.pooled() ? Lock.TRANSACTION : Lock.SESSION,
                otherTables);
        return switch (migrations.run()) {
            case Outcome.Done done -> print(done);
            case Outcome.NotReached(var problem) ->
                fail(2, "The database was not reached, and nothing was changed: " + problem);
            case Outcome.Occupied(var names) -> fail(4, occupied(names));
            case Outcome.Forbidden(var problem) -> fail(5, "Nothing was changed: " + problem);
            case Outcome.Failed(var problem) -> fail(3, "The schema could not be brought up to date: " + problem);
            case Outcome.ScriptFailed(var version, var undone, var problem) ->
                fail(
                        3,
                        "Script V" + version + " failed"
                                + (undone ? " and was undone" : ", and what it had done before stays")
                                + "; those before it stay: " + problem);
        };
    }

    private int print(Outcome.Done done) {
        for (var script : done.applied()) {
            out.println("  V" + script.version() + " " + script.description() + ", " + script.millis() + " ms");
        }
        out.println(
                done.applied().isEmpty()
                        ? "Nothing to do: the schema is at " + name(done.to())
                        : "The schema went from " + name(done.from()) + " to " + name(done.to()));
        return 0;
    }

    private static String occupied(List<String> names) {
        var some = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        int others = names.size() - MOST_NAMES;
        return "Nothing was changed: another program keeps its tables here (" + some
                + (others > 0 ? " and " + others + " more" : "")
                + "). Create a new database for this site and name it in DATABASE_URL and " + DirectUrl.NAMES
                + " (\"Moving over\" in docs/from-python.md has the steps), or keep those tables and make this site's "
                + "beside them: migrate --baseline";
    }

    private static String name(String version) {
        return version.isEmpty() ? "nothing" : "V" + version;
    }

    private int fail(int code, String problem) {
        err.println(problem);
        return code;
    }
}
