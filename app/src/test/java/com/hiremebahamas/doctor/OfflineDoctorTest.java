package com.hiremebahamas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.doctor.Doctor.Targets;
import com.hiremebahamas.doctor.Finding.Level;
import com.hiremebahamas.mail.MailAddress;
import com.hiremebahamas.mail.MailSettings;
import com.hiremebahamas.mail.MailUrl;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `doctor --offline` says of the environment. That it connects to nothing is in `CommandsTest`.
class OfflineDoctorTest {

    private static final String GREEN =
            "postgresql+asyncpg://ann:canary-7391@db.example.com:6432/site?sslmode=verify-full&sslrootcert=system";

    @Test
    void itSaysHowTheAddressIsUnderstoodAndKeepsThePassword() {
        var report = examine(GREEN, GREEN.replace("6432", "5432"));

        assertThat(report.verdict()).isEqualTo(Level.GREEN);
        assertThat(found(report, "DATABASE_URL: address")).startsWith("postgresql://db.example.com:6432/site (");
        assertThat(found(report, "DATABASE_URL: user")).isEqualTo("ann, with a password");
        assertThat(found(report, "DATABASE_URL: TLS")).isEqualTo("required, and the server has to prove itself");
        assertThat(found(report, "direct URL: user")).isEqualTo("ann, with a password");
        assertThat(found(report, "REDIS_URL")).isEqualTo("cache.example.com:6380");
        assertThat(found(report, "MAIL_URL")).isEqualTo("smtp://mail.example.com:587, STARTTLS required, as ann");
        assertThat(report.json()).doesNotContain("canary-7391");
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, YELLOW",
        "'', false, GREEN",
        "nonsense, true, RED",
        "nonsense, false, RED",
        "smtp://ann:pw@mail.example.com, true, GREEN",
        "smtps://ann:pw@mail.example.com, true, GREEN",
        "smtp://mail.example.com, true, YELLOW",
        "smtp://mail.example.com?starttls=none, true, YELLOW",
        "smtp://mail.example.com?starttls=required, true, GREEN",
        "smtp://localhost:1025?starttls=none, true, GREEN"
    })
    void anAddressOfMailIsJudgedByItself(String url, boolean production, Level level) {
        var nothing = DatabaseUrl.parse("");
        var targets = new Targets(nothing, nothing, "", mail(url), "", List.of(), production);

        assertThat(finding(Doctor.examineOffline(List.of(), targets), "MAIL_URL")
                        .level())
                .isEqualTo(level);
    }

    private static MailSettings mail(String url) {
        return new MailSettings(MailUrl.parse(url), new MailAddress("", "a@example.com"), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.com, sslmode=require, YELLOW",
        "db.example.com, sslmode=disable, YELLOW",
        "db.example.com, sslmode=verify-full, GREEN",
        "db.example.com, '', YELLOW",
        "127.0.0.1, sslmode=disable, GREEN",
        "localhost, '', GREEN"
    })
    void anAddressThatDoesNotVerifyAnotherMachineIsYellow(String host, String query, Level level) {
        var report = examine("postgresql://ann:secret@" + host + ":5432/site?" + query, "");

        assertThat(finding(report, "DATABASE_URL: TLS").level()).isEqualTo(level);
    }

    @Test
    void whatWasLeftOutOfTheAddressIsYellow() {
        var report = examine(GREEN + "&statement_cache_size=0", "");

        assertThat(finding(report, "DATABASE_URL: note"))
                .satisfies(note -> assertThat(note.level()).isEqualTo(Level.YELLOW))
                .satisfies(note -> assertThat(note.remedy()).contains("statement_cache_size"));
    }

    @Test
    void anAddressThatCannotBeUsedIsRed() {
        assertThat(examine("postgresql://ann:p@ss/word@host/site", "").exitCode())
                .isEqualTo(2);
        assertThat(examine("", "").exitCode()).isEqualTo(2);
    }

    @Test
    void aMalformedAddressOfRedisIsYellow() {
        var nothing = DatabaseUrl.parse("");
        var targets = new Targets(nothing, nothing, "nonsense", mail(""), "", List.of(), false);

        assertThat(finding(Doctor.examineOffline(List.of(), targets), "REDIS_URL")
                        .level())
                .isEqualTo(Level.YELLOW);
    }

    private static Report examine(String serving, String direct) {
        return Doctor.examineOffline(
                List.of(),
                new Targets(
                        DatabaseUrl.parse(serving),
                        DatabaseUrl.parse(direct),
                        "rediss://:canary-7391@cache.example.com:6380",
                        mail("smtp://ann:canary-7391@mail.example.com"),
                        "",
                        List.of(),
                        true));
    }

    private static String found(Report report, String subject) {
        return finding(report, subject).found();
    }

    private static Finding finding(Report report, String subject) {
        return report.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
