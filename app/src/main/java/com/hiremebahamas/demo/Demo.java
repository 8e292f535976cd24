package com.hiremebahamas.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/// Fills a migrated database with invented people and advertisements: the same for the same seed and moment.
///
/// Everything goes in with one transaction. A second run with the same seed is refused; with another it adds more.
public final class Demo {

    private static final int PEOPLE_TO_AN_EMPLOYER = 6;

    public record Amount(int jobs, int users, long seed) {}

    /// How filling can end.
    public sealed interface Outcome {

        record Filled(int jobs, int users) implements Outcome {}

        /// Nothing was written.
        record Refused(String reason) implements Outcome {}
    }

    private final DataSource database;
    private final InstantSource clock;
    private final PrintStream out;
    private final boolean terminal;

    public Demo(DataSource database, InstantSource clock, PrintStream out, boolean terminal) {
        this.database = database;
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
    }

    /// Blocks until the database has taken everything.
    ///
    /// @param agreed whether the database may hold accounts of real people
    public Outcome fill(Amount amount, boolean agreed) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var store = new DemoStore(connection);
            var refusal = refusal(store, amount, agreed);
            if (!refusal.isEmpty()) return new Outcome.Refused(refusal);

            writePeople(store, amount);
            writeJobs(store, amount);
            connection.commit();
            store.analyze();
            connection.commit();
            return new Outcome.Filled(amount.jobs(), amount.users());
        }
    }

    /// Lets people sign in with these passwords; the first of them gets advertisements.
    ///
    /// @param passwordHashes by e-mail address
    public void letIn(Map<String, String> passwordHashes) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var store = new DemoStore(connection);
            for (var account : DemoAccount.ALL) {
                store.writeAccount(account, Objects.requireNonNull(passwordHashes.get(account.email())));
            }
            store.takeOverJobs(DemoAccount.ALL.getFirst().email());
            connection.commit();
        }
    }

    /// Whether nobody has an account yet.
    public boolean isNeeded() throws SQLException {
        try (var connection = database.getConnection()) {
            return new DemoStore(connection).isEmpty();
        }
    }

    private static String refusal(DemoStore store, Amount amount, boolean agreed) throws SQLException {
        if (store.accounts(DemoPeople.mark(amount.seed())) > 0) {
            return "The demo data of seed " + amount.seed() + " are already there: choose another --seed to add more.";
        }
        long real = agreed ? 0 : store.realAccounts();
        return real == 0 ? "" : "This database holds " + real + " accounts of real people: add --yes if you mean it.";
    }

    private void writePeople(DemoStore store, Amount amount) throws SQLException, IOException {
        var people = new DemoPeople(Catalogue.read(), amount.seed(), clock.instant());
        var random = new SplittableRandom(amount.seed());
        var progress = new Progress(out, terminal, "People", amount.users());
        try (var copy = store.intoAccounts()) {
            for (int i = 1; i <= amount.users(); i++) {
                DemoStore.write(copy, people.person(i, random));
                progress.done(i);
            }
        }
    }

    private void writeJobs(DemoStore store, Amount amount) throws SQLException, IOException {
        var ids = store.accountIds(DemoPeople.mark(amount.seed()));
        int employers = Math.max(1, ids.size() / PEOPLE_TO_AN_EMPLOYER);
        var jobs = new DemoJobs(Catalogue.read(), amount.seed(), clock.instant());
        var random = new SplittableRandom(~amount.seed());
        var progress = new Progress(out, terminal, "Jobs", amount.jobs());
        try (var copy = store.intoJobs()) {
            for (int i = 1; i <= amount.jobs(); i++) {
                int employer = random.nextInt(employers);
                DemoStore.write(copy, ids.get(employer), jobs.advert(employer, random));
                progress.done(i);
            }
        }
    }
}
