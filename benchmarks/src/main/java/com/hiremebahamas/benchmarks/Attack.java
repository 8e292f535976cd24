package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Attacks the packaged site in each way alone and in all ways together, while honest clients use it, and
/// writes `benchmarks/ATTACK.md`.
///
/// The log of the site goes into a pipe that nobody reads.
final class Attack {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final int JOBS = 200_000;
    private static final int TOGETHER_SECONDS = 120;
    private static final Pattern USED = Pattern.compile("total +\\d+K, used +(\\d+)K");

    private final Contestant.Running site;
    private final Contestant.Running jetty;
    private final BenchAccount attacker;
    private final List<BenchAccount> accounts;
    private final List<String> lines = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    private Attack(Contestant.Running site, Contestant.Running jetty) throws IOException {
        this.site = site;
        this.jetty = jetty;
        this.attacker = BenchAccount.register(HonestConnection.fast(site.port(), "127.0.1.1"), "attacker@example.com");
        this.accounts = new ArrayList<>();
        for (int i = 0; i < HonestClients.accounts(); i++) {
            var client = HonestConnection.fast(site.port(), "127.0.1." + (2 + i / 4));
            accounts.add(BenchAccount.register(client, "honest" + i + "@example.com"));
        }
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        try (var work = new Workspace()) {
            var contestants = Contestants.train(ROOT, work.folder(), List.of());
            try (var database = new BenchDatabase(contestants.launcher(), work.folder(), JOBS);
                    var jetty = contestants.jetty().start();
                    var site = contestants
                            .site()
                            .with("", Map.of("DATABASE_URL", database.pooledUrl(), "FORWARDED_FROM", "none"))
                            .startWithLog()) {
                BootTimes.awaitHealth(site);
                BootTimes.awaitHealth(jetty);
                var attack = new Attack(site, jetty);
                database.confirmAddresses();
                if (arguments.length > 1) {
                    attack.run(List.of(), "nothing", seconds);
                    attack.run(chosen(arguments), "the chosen ones", seconds);
                } else {
                    attack.runAll(seconds);
                    attack.write(seconds);
                }
                attack.missed.forEach(IO::println);
                if (!attack.missed.isEmpty()) throw new IllegalStateException("Missed: " + attack.missed.size());
            }
        }
    }

    private static List<AttackKind> chosen(String[] arguments) {
        return Stream.of(arguments).skip(1).map(AttackKind::valueOf).toList();
    }

    private void runAll(int seconds) throws Exception {
        run(List.of(), "nothing", seconds);
        for (var kind : AttackKind.values()) run(List.of(kind), kind.meaning(), seconds);
        run(List.of(AttackKind.values()), "all of these together", TOGETHER_SECONDS);
    }

    private void run(List<AttackKind> kinds, String meaning, int seconds) throws Exception {
        double before = liveMiB();
        try (var honest = HonestClients.start(site.port(), accounts)) {
            var health = underAttack(kinds, seconds);
            honest.finish();
            add(kinds, meaning, honest, health, before);
        }
    }

    private HealthProbe.P99 underAttack(List<AttackKind> kinds, int seconds) throws Exception {
        try (var _ = Attackers.start(site.port(), kinds, attacker.token());
                var probe = HealthProbe.start(site, jetty, seconds)) {
            TimeUnit.SECONDS.sleep(seconds);
            return probe.p99();
        }
    }

    private void add(
            List<AttackKind> kinds, String meaning, HonestClients honest, HealthProbe.P99 health, double before)
            throws Exception {
        int connections = kinds.stream()
                .mapToInt(kind -> kinds.size() == 1 ? kind.alone() : kind.together())
                .sum();
        var line = new StringBuilder("| " + meaning + " | " + connections);
        for (var count : honest.counts())
            line.append(String.format(
                    Locale.ROOT,
                    " | %.1f %% of %d, %d repeated",
                    100 * count.succeeded(),
                    count.all(),
                    count.repeated()));
        TimeUnit.SECONDS.sleep(3);
        double after = liveMiB();
        line.append(String.format(
                Locale.ROOT,
                " | %.1f : %.1f ms | %.0f → %.0f MiB | %s |",
                health.site(),
                health.idle(),
                before,
                after,
                site.process().isAlive() ? "yes" : "**no**"));
        lines.add(line.toString());
        IO.println(line);
        for (var count : honest.counts())
            require(count.succeeded() >= 0.99, meaning, "fewer than 99 % succeeded: " + count.kind());
        require(after <= 1.1 * before, meaning, "the heap grew by more than a tenth");
        require(health.site() <= 2 * health.idle(), meaning, "/health took more than twice as long as Jetty");
    }

    private void require(boolean kept, String meaning, String otherwise) {
        if (!kept) missed.add("**missed** under " + meaning + ": " + otherwise);
    }

    /// The heap in use after collections: each finds buffers and references whose objects the next one frees.
    private double liveMiB() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(site.process().pid());
        for (int i = 0; i < 4; i++) Shell.run(List.of(jcmd, pid, "GC.run"));
        return USED.matcher(Shell.run(List.of(jcmd, pid, "GC.heap_info")))
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                / 1024.0;
    }

    private void write(int seconds) throws IOException {
        var page = """
                # Under attack

                %s The packaged site with its own
                launcher, through PgBouncer, with 200,000 jobs and a log that nobody reads. Each attack runs %s s, all
                together 120 s; attackers arrive within ten seconds, half of them from one address and half from 5,000,
                and who is sent away comes again within eight. Meanwhile people read, sign in and post: two as fast as
                the site, thirty behind one address, twelve at 16 kbit/s who pause for 10 s in each direction. A request
                succeeds when it is answered well at the first attempt or at one repeat. `/health`: its 99th percentile
                and, beside it, that of a bare Jetty handler that nobody attacks, on the same cores. Heap: in use after
                a collection, before and after. What each attack meets: [bounds](../docs/bounds.md); what is missed:
                [speed](../docs/speed.md).

                | attack | connections | fast | thirty people | 16 kbit/s | `/health` : Jetty | heap | alive |
                |---|---:|---:|---:|---:|---:|---:|---|
                %s
                """.formatted(Machine.described("bin/attack"), seconds, String.join("\n", lines));
        Files.writeString(ROOT.resolve("benchmarks/ATTACK.md"), page);
    }
}
