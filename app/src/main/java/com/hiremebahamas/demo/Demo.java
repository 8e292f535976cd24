package com.hiremebahamas.demo;

import static java.util.Objects.requireNonNull;

import com.hiremebahamas.accounts.AccountStore;
import com.hiremebahamas.jobs.JobStore;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Fills a migrated database with invented people and jobs: the same for the same seed and time.
///
/// All rows are inserted in one transaction. A second run with the same seed is refused; another seed adds more.
public final class Demo {

    private static final int PEOPLE_PER_EMPLOYER = 6;

    public record Size(int jobs, int users, long seed) {}

    /// The result of filling.
    public sealed interface Outcome {

        record Filled(int jobs, int users) implements Outcome {}

        /// Nothing was written.
        record Refused(String reason) implements Outcome {}
    }

    private final Tidepool database;
    private final AccountStore accounts;
    private final JobStore jobs;
    private final InstantSource clock;
    private final PrintStream out;
    private final boolean terminal;

    public Demo(Tidepool database, InstantSource clock, PrintStream out, boolean terminal) {
        this.database = database;
        this.accounts = new AccountStore(database);
        this.jobs = new JobStore(database);
        this.clock = clock;
        this.out = out;
        this.terminal = terminal;
    }

    /// Blocks until the transaction has committed.
    ///
    /// @param agreed whether to fill a database that has accounts of real people
    public Outcome fill(Size size, boolean agreed) {
        var outcome = database.write(transaction -> {
            var refusal = refusal(transaction, size, agreed);
            if (!refusal.isEmpty()) return new Outcome.Refused(refusal);
            insertPeople(transaction, size);
            insertJobs(transaction, size);
            return new Outcome.Filled(size.jobs(), size.users());
        });
        if (outcome instanceof Outcome.Filled) {
            accounts.analyze();
            jobs.analyze();
        }
        return outcome;
    }

    /// Creates [DemoAccount#ALL], or sets their passwords when they exist; the first of them gets jobs.
    ///
    /// @param passwordHashes by e-mail address
    public void addAccounts(Map<String, String> passwordHashes) {
        database.useTransaction(transaction -> {
            var ids = DemoAccount.ALL.stream()
                    .map(account ->
                            account.withPassword(requireNonNull(passwordHashes.get(account.email())), clock.instant()))
                    .map(account -> accounts.insertOrSetPassword(transaction, account))
                    .toList();
            jobs.reassignJobsOfNewestPoster(transaction, ids.getFirst());
        });
    }

    /// Whether there is no account yet.
    public boolean isNeeded() {
        return accounts.isEmpty();
    }

    /// Empty when the database may be filled.
    private String refusal(Transaction transaction, Size size, boolean agreed) {
        if (!people(transaction, size).isEmpty()) {
            return "The demo data of seed " + size.seed() + " are already there: choose another --seed to add more.";
        }
        long real = agreed ? 0 : accounts.countWithoutEmailSuffix(transaction, DemoPeople.EMAIL_DOMAIN);
        return real == 0 ? "" : "This database holds " + real + " accounts of real people: add --yes if you mean it.";
    }

    private void insertPeople(Transaction transaction, Size size) {
        var people = new DemoPeople(SectorCatalogue.read(), size.seed(), clock.instant());
        var random = new SplittableRandom(size.seed());
        accounts.insertAll(transaction, numbered("People", size.users(), i -> people.person(i, random)));
    }

    private void insertJobs(Transaction transaction, Size size) {
        var people = people(transaction, size);
        int employers = Math.max(1, people.size() / PEOPLE_PER_EMPLOYER);
        var demo = new DemoJobs(SectorCatalogue.read(), size.seed(), clock.instant());
        var random = new SplittableRandom(~size.seed());
        jobs.insertAll(transaction, numbered("Jobs", size.jobs(), _ -> {
            int employer = random.nextInt(employers);
            return demo.job(people.get(employer), employer, random);
        }));
    }

    /// The accounts that a run with this seed has inserted.
    private List<Long> people(Transaction transaction, Size size) {
        return accounts.idsByEmailSuffix(transaction, DemoPeople.emailSuffix(size.seed()));
    }

    /// Items numbered from 1, each made when it is taken, which also reports progress.
    private <T> Iterable<T> numbered(String what, int count, IntFunction<T> item) {
        var progress = new Progress(out, terminal, what, count);
        return () -> IntStream.rangeClosed(1, count)
                .peek(progress::done)
                .mapToObj(item)
                .iterator();
    }
}
