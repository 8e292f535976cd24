package com.hiremebahamas.doctor;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.lifecycle.AotCache;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.schema.DirectUrl;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The command `doctor`: checks the environment as the server would use it, and prints remedies.
///
/// Exit codes: 0 green, 1 yellow, 2 red.
public final class Doctor {

    /// A setting as it was read.
    ///
    /// @param value  masked where it is a secret
    /// @param source such as `environment` or `default`
    /// @param problem empty when there is none
    public record Setting(String name, String value, String source, String problem) {}

    /// What is checked beside the settings.
    ///
    /// @param redisUrl      empty when there is none
    /// @param testRecipient who gets a test mail; empty for nobody
    /// @param warnings      what the site warns of, each a sentence
    public record Targets(
            DatabaseUrl serving,
            DatabaseUrl direct,
            String redisUrl,
            MailSettings mail,
            String testRecipient,
            List<String> warnings,
            boolean production) {

        public Targets withTestRecipient(String address) {
            return new Targets(serving, direct, redisUrl, mail, address, warnings, production);
        }
    }

    /// How each address is checked.
    private record Checks(
            BiFunction<String, DatabaseUrl.Valid, List<Finding>> database,
            Function<String, List<Finding>> redis,
            Function<MailCheck, List<Finding>> mail) {

        static final Checks CONNECTING = new Checks(
                (name, url) -> new DatabaseCheck(name, url).run(), url -> new RedisCheck(url).run(), MailCheck::run);

        static final Checks OFFLINE =
                new Checks(UrlCheck::findings, url -> new RedisCheck(url).runOffline(), MailCheck::runOffline);
    }

    private final PrintStream out;
    private final boolean colours;

    public Doctor(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /// Blocks for at most some seconds per unreachable target.
    public int run(List<Setting> settings, Targets targets, boolean json) {
        return print(examine(settings, targets), json);
    }

    /// The same from the environment alone: opens no connection, looks up no name, and does not block.
    public int runOffline(List<Setting> settings, Targets targets, boolean json) {
        return print(examineOffline(settings, targets), json);
    }

    private int print(Report report, boolean json) {
        if (json) {
            out.println(report.json());
        } else {
            report.print(out, colours);
        }
        return report.exitCode();
    }

    static Report examine(List<Setting> settings, Targets targets) {
        return examine(settings, targets, Checks.CONNECTING);
    }

    static Report examineOffline(List<Setting> settings, Targets targets) {
        return examine(settings, targets, Checks.OFFLINE);
    }

    private static Report examine(List<Setting> settings, Targets targets, Checks checks) {
        var findings = new ArrayList<Finding>();
        settings.forEach(setting -> findings.add(finding(setting)));
        if (AotCache.isExpected()) findings.add(aotCache());
        for (var warning : targets.warnings()) findings.add(Finding.yellow("site", "warns", warning));
        findings.addAll(serving(targets, checks.database()));
        findings.addAll(direct(targets, checks.database()));
        if (!targets.redisUrl().isEmpty()) findings.addAll(checks.redis().apply(targets.redisUrl()));
        findings.addAll(
                checks.mail().apply(new MailCheck(targets.mail(), targets.testRecipient(), targets.production())));
        return Report.of(findings);
    }

    /// Of this process, which starts as the server does.
    private static Finding aotCache() {
        return AotCache.isUsed()
                ? Finding.green("AOT cache", "used")
                : Finding.yellow(
                        "AOT cache",
                        AotCache.report(),
                        "Each start takes several times as long: build the package again, and copy it with its times,"
                                + " by cp -a or tar.");
    }

    private static Finding finding(Setting setting) {
        var found =
                setting.source().equals("unset") ? "not set" : masked(setting.value()) + " (" + setting.source() + ")";
        if (setting.name().equals("ENVIRONMENT") && setting.source().equals("default")) {
            return Finding.yellow(setting.name(), found, Settings.adviceOnEnvironment());
        }
        return setting.problem().isEmpty()
                ? Finding.green(setting.name(), found)
                : Finding.red(setting.name(), found, masked(setting.problem()));
    }

    /// Masks a secret that was put into the wrong variable.
    private static String masked(String value) {
        return value.replaceAll("//[^\\s/]*@|//.*@", "//***@");
    }

    private static List<Finding> serving(Targets targets, BiFunction<String, DatabaseUrl.Valid, List<Finding>> check) {
        var name = "DATABASE_URL";
        return switch (targets.serving()) {
            case DatabaseUrl.Valid valid -> check.apply(name, valid);
            case DatabaseUrl.Invalid(var problem) -> List.of(Finding.red(name, "cannot be used", problem));
            case DatabaseUrl.NotConfigured _
            when targets.production() ->
                List.of(Finding.red(name, "not set", "Set it: whatever needs the database answers 503 until then."));
            case DatabaseUrl.NotConfigured _ ->
                List.of(Finding.green(name, "not set: development starts an embedded PostgreSQL"));
        };
    }

    private static List<Finding> direct(Targets targets, BiFunction<String, DatabaseUrl.Valid, List<Finding>> check) {
        var name = "direct URL";
        if (targets.serving() instanceof DatabaseUrl.NotConfigured
                && targets.direct() instanceof DatabaseUrl.NotConfigured) return List.of();
        return switch (DirectUrl.of(targets.serving(), targets.direct())) {
            case DirectUrl.Missing(var problem) -> List.of(Finding.red(name, "cannot be used", problem));
            case DirectUrl.Found found
            when found.pooled() ->
                List.of(Finding.yellow(
                        name,
                        "leads through a pooler",
                        "Set DATABASE_URL_UNPOOLED to the direct address for migrate."));
            case DirectUrl.Found found
            when found.from().equals("DATABASE_URL") -> List.of(Finding.green(name, "the same as DATABASE_URL"));
            case DirectUrl.Found found -> {
                var findings = new ArrayList<Finding>();
                findings.add(Finding.green(name, found.from()));
                findings.addAll(check.apply(name, found.url()));
                yield findings;
            }
        };
    }
}
