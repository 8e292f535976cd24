package com.hiremebahamas.web;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hiremebahamas.templates.StaticTemplates;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestSite;
import com.hiremebahamas.testing.WholeSite;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.tidepool.Sql;
import com.hiremebahamas.tidepool.SqlArray;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseErrorsTest {

    private static final TestDatabase MIGRATED = TestDatabase.empty();

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new DatabaseFailure.NotConfigured("x"), 503, "database_not_configured"),
                Arguments.of(new DatabaseFailure.Misconfigured("x"), 503, "database_not_configured"),
                Arguments.of(new DatabaseFailure.Unreachable("x"), 503, "database_unavailable"),
                Arguments.of(new DatabaseFailure.NotReady("x"), 503, "database_unavailable"),
                Arguments.of(new DatabaseFailure.Undone("x"), 503, "database_busy"),
                Arguments.of(new DatabaseFailure.TimedOut("x"), 503, "database_slow"),
                Arguments.of(new DatabaseFailure.Unknown("x"), 503, "outcome_unknown"),
                Arguments.of(new DatabaseFailure.Rejected("x", "42501", ""), 503, "database_not_configured"),
                Arguments.of(new DatabaseFailure.Rejected("x", "28000", ""), 503, "database_not_configured"),
                Arguments.of(new DatabaseFailure.Rejected("x", "3F000", ""), 503, "database_not_configured"),
                Arguments.of(new DatabaseFailure.Rejected("x", "42P01", ""), 500, "internal"),
                Arguments.of(new DatabaseFailure.Rejected("x", "", ""), 500, "internal"),
                Arguments.of(new DatabaseFailure.Rejected("x", "23505", "some_key"), 500, "internal"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureKindHasItsProblem(DatabaseFailure failure, int status, String code) {
        var problem = DatabaseErrors.problem(new DatabaseException(failure, null), false, Optional::empty);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.headers().containsKey("Retry-After")).isEqualTo(status == 503);
        assertThat(problem.detail()).endsWith(".").doesNotContain("x failed");
    }

    /// What may go wrong with a statement or its rows: the server knows no such object, or the driver refuses.
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("a missing table", true, sql -> sql.list("select 1 from no_such", _ -> 1)),
                mistake("a missing column", true, sql -> sql.list("select no_such from account", _ -> 1)),
                mistake("a missing function", true, sql -> sql.list("select no_such()", _ -> 1)),
                mistake("no operator for the argument", true, sql -> sql.list("select 1 where 1 = ?", _ -> 1, "x")),
                mistake("no column of the result", false, sql -> sql.list("select 1 as n", row -> row.getInt("no"))),
                mistake("a column of another type", false, sql -> sql.list("select 1 as n", ofDate())),
                mistake("an argument that is no such number", false, sql -> sql.list("select 1 / ?", _ -> 1, 0)),
                mistake("an element type that is missing", false, sql -> sql.list("select ?", _ -> 1, ofNoType())));
    }

    private static Arguments mistake(String name, boolean isOfSchema, Consumer<Sql> call) {
        return Arguments.of(Named.of(name, call), isOfSchema);
    }

    private static Sql.RowReader<LocalDate> ofDate() {
        return row -> row.getObject("n", LocalDate.class);
    }

    private static SqlArray ofNoType() {
        return new SqlArray("no_such", List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @DisplayName("R8 a migration is reported when the server misses an object and one is pending, and at no other time")
    void aMigrationIsReportedOnlyWhereOneIsPendingAndTheServerMissesAnObject(Consumer<Sql> call, boolean isOfSchema) {
        var thrown = catchThrowableOfType(DatabaseException.class, () -> call.accept(MIGRATED.tidepool()));

        var current = DatabaseErrors.problem(thrown, true, Optional::empty);
        var older = DatabaseErrors.problem(thrown, true, () -> Optional.of("V009"));

        assertThat(current.code()).isEqualTo("internal");
        assertThat(older.code()).isEqualTo(isOfSchema ? "migration_pending" : "internal");
        assertThat(older.detail().contains("V009")).isEqualTo(isOfSchema);
    }

    @Test
    void anUnknownOutcomeSaysSo() {
        var problem = DatabaseErrors.problem(
                new DatabaseException(new DatabaseFailure.Unknown("x"), null), false, Optional::empty);

        assertThat(problem.detail()).contains("may have been saved").contains("Idempotency-Key");
        assertThat(problem.pageDetail()).contains("may have been saved").doesNotContain("Idempotency-Key", "rogram");
    }

    /// A request that only reads changes nothing, and its response says nothing about it.
    @ParameterizedTest
    @MethodSource("failures")
    void onlyTheResponseToAWriteSaysWhetherSomethingWasChanged(DatabaseFailure failure) {
        var read = DatabaseErrors.problem(new DatabaseException(failure, null), true, Optional::empty);
        var write = DatabaseErrors.problem(new DatabaseException(failure, null), false, Optional::empty);

        assertThat(read.detail() + read.heading()).doesNotContain("Nothing was changed", "saved");
        if (failure instanceof DatabaseFailure.Unreachable)
            assertThat(write.detail()).contains("Nothing was changed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/me", "/api/users", "/me", "/jobs/new", "/sign-in"})
    @DisplayName("while the database is unreachable, a request with credentials is neither authenticated nor anonymous")
    void credentialsThatCannotBeCheckedAreA503(String path) {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var answer = site.http().get(path, "Cookie", "__Host-session=" + "A".repeat(43));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void theFirstPageNeedsNoDatabaseForASessionEither() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var home = site.http().get("/", "Cookie", "__Host-session=" + "A".repeat(43));

            assertThat(home.statusCode()).isEqualTo(200);
            assertThat(home.body())
                    .contains("We cannot show the newest jobs right now")
                    .doesNotContain("/sign-in");
        }
    }

    @Test
    void a503OfAPageHasALinkToTryAgain() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            assertThat(site.http().get("/jobs?q=nurse").body()).contains("<a class=\"button\" href=\"\">Try again</a>");
            assertThat(site.http().get("/nowhere").body()).doesNotContain("Try again");
        }
    }

    @Test
    void aFailedHtmxRequestLoadsTheErrorPage() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var part = site.http().get("/jobs?q=nurse&island=exuma", "HX-Request", "true");

            assertThat(part.statusCode()).isEqualTo(503);
            assertThat(part.headers().firstValue("HX-Redirect")).contains("/jobs?q=nurse&island=exuma");
            assertThat(part.body()).isEmpty();
        }
    }

    /// A page speaks to people, who cannot repeat a request safely; the API speaks to programs, which can.
    @Test
    void anUnknownOutcomeIsExplainedToPeopleAndToProgramsInTheirWords() {
        Feature feature =
                routes -> routes.post("/lost", DatabaseErrorsTest::lose).post("/api/lost", DatabaseErrorsTest::lose);
        try (var site = new TestSite(
                origin -> new SiteServlet(origin, new StaticTemplates(), Optional::empty, List.of(feature)))) {
            var page = site.post("/lost", Map.of());
            var document = site.json("POST", "/api/lost", "{}");

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("may have been saved", "Look whether it is there")
                    .doesNotContain("Idempotency-Key", "program", "Try again");
            assertThat(document.body()).contains("\"code\":\"outcome_unknown\"", "Idempotency-Key");
        }
    }

    private static void lose(Context request) {
        throw new DatabaseException(new DatabaseFailure.Unknown("x"), null);
    }

    @Test
    void aPageThatIsOnlyReadSaysNothingAboutChanges() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var session = "__Host-session=" + "A".repeat(43);

            assertThat(site.http().get("/jobs").body()).doesNotContain("changed");
            assertThat(site.http()
                            .post("/sign-out", Map.of(), "Cookie", session)
                            .body())
                    .contains("Nothing was changed.");
        }
    }

    @Test
    void anErrorPageDoesNotOfferSignInToARequestWithASession() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var session = site.http().get("/me", "Cookie", "__Host-session=" + "A".repeat(43));
            var nobody = site.http().get("/jobs/1");

            assertThat(session.body()).contains("<nav").doesNotContain("/sign-in", "/register");
            assertThat(nobody.statusCode()).isEqualTo(503);
            assertThat(nobody.body()).contains("href=\"/sign-in\"");
        }
    }

    @Test
    void pagesWithoutDataNeedNoDatabase() {
        try (var site = new WholeSite(TestDatabase.notConfigured())) {
            assertThat(site.http().get("/sign-in").statusCode()).isEqualTo(200);
            assertThat(site.http().get("/register").statusCode()).isEqualTo(200);
            assertThat(site.http().get("/api/nowhere").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void signingInWithoutADatabaseIsA503WithTheForm() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var answer = site.http().post("/sign-in", Map.of("email", "ann@example.com", "password", PASSWORD));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("We cannot sign you in right now", "value=\"ann@example.com\"")
                    .contains("<main");
        }
    }

    @Test
    void every503PageHasARetryButton() {
        try (var site = new WholeSite(TestDatabase.unreachable())) {
            var session = "__Host-session=" + "A".repeat(43);
            var shown = site.http().get("/me", "Cookie", session);
            var sent = site.http().post("/sign-out", Map.of(), "Cookie", session);

            assertThat(shown.statusCode()).isEqualTo(503);
            assertThat(shown.body()).contains("<a class=\"button\" href=\"\">Try again</a>");
            assertThat(sent.statusCode()).isEqualTo(503);
            assertThat(sent.body()).contains("action=\"\" method=\"post\"><button class=\"button\">Try again</button>");
        }
    }

    @Test
    @DisplayName("R8 a schema that is older than the program is reported as a pending migration")
    void anOlderSchemaIsReportedAsAPendingMigration() {
        try (var site = new WholeSite(TestDatabase.unmigrated())) {
            var answer = site.signIn("ann@example.com", PASSWORD);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestSite.read(answer).path("code").asText()).isEqualTo("migration_pending");
            assertThat(answer.body())
                    .containsPattern("migration [^ ]+ is pending")
                    .doesNotContain("relation");
        }
    }
}
