package com.hiremebahamas.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.demo.Demo.Outcome;
import com.hiremebahamas.demo.Demo.Size;
import com.hiremebahamas.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Size SMALL = new Size(300, 60, 7);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TestDatabase database = TestDatabase.empty();

    @Test
    @DisplayName("R21 the demo has the requested amount, spread over sixty days and never in the future")
    void theDemoHasTheRequestedAmountSpreadOverSixtyDays() {
        assertThat(fill(database, SMALL, false)).isEqualTo(new Outcome.Filled(300, 60));

        assertThat(database.count("job")).isEqualTo(300);
        assertThat(database.count("account")).isEqualTo(60);
        assertThat(texts(
                        database,
                        "select count(*) from job where posted_at > timestamptz '2026-06-01T12:00:00Z'"
                                + " or closed_at > timestamptz '2026-06-01T12:00:00Z'"
                                + " or posted_at < timestamptz '2026-04-02T12:00:00Z'"))
                .containsExactly("0");
    }

    @Test
    void theSameSeedGivesTheSameData() {
        var other = TestDatabase.empty();
        fill(database, SMALL, false);
        fill(other, SMALL, false);

        for (var rows : List.of(
                "select (to_jsonb(account) - 'id' - 'password_hash')::text from account order by email",
                "select (to_jsonb(job) - 'id' - 'posted_by')::text from job order by id")) {
            assertThat(texts(database, rows)).isNotEmpty().isEqualTo(texts(other, rows));
        }
    }

    @Test
    void aSecondRunWithTheSameSeedIsRefusedAndAnotherSeedAddsRows() {
        fill(database, SMALL, false);

        assertThat(fill(database, SMALL, true)).isInstanceOf(Outcome.Refused.class);
        fill(database, new Size(10, 6, 8), false);
        assertThat(database.count("job")).isEqualTo(310);
    }

    @Test
    void oneUserIsEnoughToPostJobs() {
        assertThat(fill(database, new Size(10, 1, 8), false)).isEqualTo(new Outcome.Filled(10, 1));
    }

    @Test
    void theDemoIsNeededUntilThereIsAnAccount() {
        assertThat(demo(database).isNeeded()).isTrue();

        fill(database, new Size(0, 1, 8), false);

        assertThat(demo(database).isNeeded()).isFalse();
    }

    @Test
    void aDatabaseWithRealAccountsIsFilledOnlyWhenAgreed() {
        database.tidepool()
                .update(
                        "insert into account (email, password_hash, display_name) values (?, 'x', 'Ann')",
                        "ann@home.bs");

        assertThat(fill(database, SMALL, false)).isInstanceOf(Outcome.Refused.class);
        assertThat(database.count("job")).isZero();
        assertThat(fill(database, SMALL, true)).isInstanceOf(Outcome.Filled.class);
    }

    @Test
    void noPayIsBelowTheMinimumWage() {
        fill(database, SMALL, false);

        assertThat(texts(
                        database,
                        "select count(*) from job where pay_period = 'WEEK' and pay_min < 260"
                                + " or pay_period = 'DAY' and pay_min < 52 or pay_period = 'HOUR' and pay_min < 6.5"))
                .containsExactly("0");
    }

    @Test
    void everyDescriptionIsComplete() {
        fill(database, SMALL, false);

        assertThat(texts(database, "select description from job"))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain("%", "null", " a electr", " a IT ")
                        .containsSubsequence("What you will do:\n- ", "What we ask for:\n- ", "What we offer:\n- "));
    }

    @Test
    void theSignInAccountsHaveTheGivenPasswordsAndTheFirstHasJobs() {
        fill(database, SMALL, false);
        demo(database).addAccounts(Map.of("maria@example.com", "hash-1", "devon@example.com", "hash-2"));

        assertThat(texts(database, "select password_hash from account where email = 'maria@example.com'"))
                .containsExactly("hash-1");
        assertThat(texts(
                        database,
                        "select count(*) > 0 from job join account on account.id = job.posted_by"
                                + " where email = 'maria@example.com'"))
                .containsExactly("t");
    }

    @Test
    void progressIsInLinesWithoutATerminal() {
        fill(database, SMALL, false);

        assertThat(out.toString(UTF_8))
                .contains("Jobs: 30 of 300")
                .contains("Jobs: 300 of 300")
                .doesNotContain("\r");
    }

    private Outcome fill(TestDatabase into, Size size, boolean agreed) {
        return demo(into).fill(size, agreed);
    }

    private Demo demo(TestDatabase into) {
        return new Demo(into.tidepool(), InstantSource.fixed(NOW), new PrintStream(out, true, UTF_8), false);
    }

    private static List<String> texts(TestDatabase from, String sql) {
        return from.tidepool().list(sql, row -> row.getString(1));
    }
}
