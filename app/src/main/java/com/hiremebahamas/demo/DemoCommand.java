package com.hiremebahamas.demo;

import com.hiremebahamas.demo.Demo.Outcome;
import com.hiremebahamas.demo.Demo.Size;
import com.hiremebahamas.schema.DirectUrl;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/// The command `demo`: fills the database of the environment.
///
/// Exit codes: 0 filled, 1 there is no usable URL, 2 the database was not reached or is not migrated, 3 refused.
public final class DemoCommand {

    /// One connection, and timeouts that leave a suspended database time to start.
    private static final PoolSettings SETTINGS = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(20), Duration.ofMinutes(10));

    private static final String NO_SUCH_TABLE = "42P01";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    public DemoCommand(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    public int run(DatabaseUrl serving, DatabaseUrl direct, Size size, boolean agreed) {
        if (size.jobs() < 0 || size.users() < 1) return fail(3, "Ask for one user and no fewer jobs than none.");
        return switch (DirectUrl.of(serving, direct)) {
            case DirectUrl.Missing(var problem) -> fail(1, problem);
            case DirectUrl.Found found -> run(found, size, agreed);
        };
    }

    private int run(DirectUrl.Found found, Size size, boolean agreed) {
        long start = System.nanoTime();
        try (var database = Tidepool.of(found.url(), SETTINGS)) {
            var demo = new Demo(database, InstantSource.system(), out, terminal);
            return switch (demo.fill(size, agreed)) {
                case Outcome.Filled filled -> reportFilled(filled, start);
                case Outcome.Refused(var reason) -> fail(3, reason);
            };
        } catch (DatabaseException e) {
            boolean unmigrated = e.failure() instanceof DatabaseFailure.Rejected rejected
                    && rejected.sqlState().equals(NO_SUCH_TABLE);
            return fail(
                    2,
                    unmigrated
                            ? "The database is not migrated: run migrate first."
                            : "Nothing was written: " + e.failure().message());
        }
    }

    private int reportFilled(Outcome.Filled filled, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        out.println("Wrote " + filled.jobs() + " jobs and " + filled.users() + " people in " + millis + " ms");
        return 0;
    }

    private int fail(int code, String problem) {
        err.println(problem);
        return code;
    }
}
