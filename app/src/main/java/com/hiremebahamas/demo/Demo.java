package com.hiremebahamas.demo;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

    private final Tidepool database;
    private final InstantSource clock;
    private final PrintStream out;
    private final boolean terminal;

    public Demo(Tidepool database, InstantSource clock, PrintStream out, boolean terminal) {
        this.database = database;
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
    }

    /// Blocks until the database has taken everything.
    ///
    /// @param agreed whether the database may hold accounts of real people
    public Outcome fill(Amount amount, boolean agreed) {
        var outcome = database.write(transaction -> {
            var refusal = refusal(new DemoStore(transaction), amount, agreed);
            if (!refusal.isEmpty()) return new Outcome.Refused(refusal);
            writePeople(transaction, amount);
            writeJobs(transaction, amount);
            return new Outcome.Filled(amount.jobs(), amount.users());
        });
        if (outcome instanceof Outcome.Filled) new DemoStore(database).analyze();
        return outcome;
    }

    /// Lets people sign in with these passwords; the first of them gets advertisements.
    ///
    /// @param passwordHashes by e-mail address
    public void letIn(Map<String, String> passwordHashes) {
        database.useTransaction(transaction -> {
            var store = new DemoStore(transaction);
            for (var account : DemoAccount.ALL) {
                store.writeAccount(account, Objects.requireNonNull(passwordHashes.get(account.email())));
            }
            store.takeOverJobs(DemoAccount.ALL.getFirst().email());
        });
    }

    /// Whether nobody has an account yet.
    public boolean isNeeded() {
        return new DemoStore(database).isEmpty();
    }

    private static String refusal(DemoStore store, Amount amount, boolean agreed) {
        if (store.holds(DemoPeople.mark(amount.seed()))) {
            return "The demo data of seed " + amount.seed() + " are already there: choose another --seed to add more.";
        }
        long real = agreed ? 0 : store.realAccounts();
        return real == 0 ? "" : "This database holds " + real + " accounts of real people: add --yes if you mean it.";
    }

    private void writePeople(Transaction transaction, Amount amount) {
        var people = new DemoPeople(Catalogue.read(), amount.seed(), clock.instant());
        var random = new SplittableRandom(amount.seed());
        DemoStore.writePeople(
                transaction, rows("People", amount.users(), i -> DemoStore.row(people.person(i, random))));
    }

    private void writeJobs(Transaction transaction, Amount amount) {
        var ids = new DemoStore(transaction).accountIds(DemoPeople.mark(amount.seed()));
        int employers = Math.max(1, ids.size() / PEOPLE_TO_AN_EMPLOYER);
        var jobs = new DemoJobs(Catalogue.read(), amount.seed(), clock.instant());
        var random = new SplittableRandom(~amount.seed());
        DemoStore.writeJobs(transaction, rows("Jobs", amount.jobs(), _ -> {
            int employer = random.nextInt(employers);
            return DemoStore.row(ids.get(employer), jobs.advert(employer, random));
        }));
    }

    /// Rows that are made as they are sent, numbered from 1.
    private Iterable<List<@Nullable Object>> rows(String what, int count, IntFunction<List<@Nullable Object>> row) {
        var progress = new Progress(out, terminal, what, count);
        return () -> IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    progress.done(i);
                    return row.apply(i);
                })
                .iterator();
    }
}
