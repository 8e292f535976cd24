package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.FakePostgres;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent to the server, recorded by a fake one.
class WireTest {

    private static final PoolSettings HASTY = new PoolSettings(
            5, 5, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(2), Duration.ofSeconds(60));
    private static final PoolSettings SETTINGS = new PoolSettings(
            5, 5, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final FakePostgres server = FakePostgres.start();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest(name = "R5 T1 {0}")
    @ValueSource(
            strings = {
                "postgresql://ann:secret@127.0.0.1:PORT/site",
                "postgres://ann:secret@localhost:PORT/site?sslmode=disable&application_name=site&connect_timeout=3",
                "postgresql+asyncpg://ann:secret@127.0.0.1:PORT/site?pgbouncer=true&statement_cache_size=0",
                "jdbc:postgresql://127.0.0.1:PORT/site?user=ann&password=secret&tcpKeepAlive=true"
            })
    void theStartUpMessageHasSixKeys(String url) {
        try (var tidepool = tidepool(url.replace("PORT", Integer.toString(server.port())))) {
            one(tidepool);
        }

        assertThat(server.startUps())
                .isNotEmpty()
                .allSatisfy(keys -> assertThat(keys)
                        .containsOnlyKeys(
                                "user", "database", "client_encoding", "DateStyle", "TimeZone", "application_name")
                        .containsEntry("user", "ann")
                        .containsEntry("database", "site"));
    }

    @ParameterizedTest(name = "T4 {0}")
    @ValueSource(strings = {"UTC", "America/Nassau"})
    @DisplayName("T4 the session's time zone is the one that the program was started with")
    void theTimeZoneIsTheOneOfTheProgram(String zone) {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (var tidepool = tidepool(server.url())) {
            one(tidepool);
        } finally {
            TimeZone.setDefault(before);
        }

        assertThat(server.startUps())
                .isNotEmpty()
                .allSatisfy(keys -> assertThat(keys).containsEntry("TimeZone", zone));
    }

    @Test
    @DisplayName("T28 a password of special characters arrives unchanged")
    void aPasswordOfSpecialCharactersArrives() {
        try (var tidepool = tidepool("postgresql://ann:%2B%25%26%40%2F%23%3F%3A%20%C3%A9+@127.0.0.1:" + server.port()
                + "/site?sslmode=disable")) {
            one(tidepool);
        }

        assertThat(server.passwords()).containsOnly("+%&@/#?: é+");
    }

    @Test
    @DisplayName("T2 before the first statement there is only the probe and the pool's own check")
    void beforeTheFirstStatementThereIsOnlyTheProbe() {
        try (var tidepool = tidepool(server.url())) {
            one(tidepool);
        }

        assertThat(statements())
                .endsWith("select n from job")
                .containsOnly(
                        "select pg_backend_pid()", "", "SHOW TRANSACTION ISOLATION" + " LEVEL", "select n from job");
    }

    @Test
    @DisplayName("T8 read-only belongs to the transaction, not to the session")
    void readOnlyBelongsToTheTransaction() {
        try (var tidepool = tidepool(server.url())) {
            one(tidepool);
            tidepool.read(transaction -> transaction.list("select n from job", row -> 1));
        }

        assertThat(statements()).contains("BEGIN READ ONLY").noneMatch(sql -> sql.contains("SESSION"));
    }

    @Test
    @DisplayName("a single statement costs one Parse, one Bind, one Execute and nothing else")
    void aSingleStatementCostsOneRoundTrip() {
        try (var tidepool = tidepool(server.url())) {
            one(tidepool);
            int before = server.messages().size();

            one(tidepool);

            assertThat(server.messages().subList(before, server.messages().size()))
                    .extracting(FakePostgres.Message::type)
                    .containsExactly('P', 'B', 'E');
        }
    }

    @Test
    @DisplayName("R19 T5 no statement is ever named: 20 runs, a transaction, a batch, a cursor, metadata")
    void noStatementIsEverNamed() throws SQLException {
        try (var tidepool = tidepool(server.url())) {
            for (int i = 0; i < 20; i++) one(tidepool);
            tidepool.read(transaction -> transaction.list("select n from job", row -> 1));
            try (var connection = tidepool.dataSource().getConnection()) {
                useAllOf(connection);
            }
        }

        assertThat(server.messages())
                .filteredOn(message -> message.type() == 'P')
                .hasSizeGreaterThan(22);
        assertThat(server.messages())
                .filteredOn(message -> message.type() == 'P' || message.type() == 'B')
                .allSatisfy(message -> assertThat(message.name()).isEmpty());
    }

    private static void useAllOf(java.sql.Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var cursor = connection.prepareStatement("select n from job where n = ?")) {
            cursor.setFetchSize(10);
            for (int i = 0; i < 10; i++) {
                cursor.setInt(1, i);
                cursor.executeQuery().close();
            }
        }
        try (var batch = connection.prepareStatement("update job set n = ?")) {
            for (int i = 0; i < 10; i++) {
                batch.setInt(1, i);
                batch.addBatch();
            }
            batch.executeBatch();
        }
        connection.commit();
        for (int i = 0; i < 6; i++)
            connection.getMetaData().getTables(null, null, "job", null).close();
        connection.rollback();
    }

    @Test
    @DisplayName("R6 T11 a Tidepool that is not used sends nothing, and a closed one has no connections")
    void anUnusedTidepoolSendsNothing() {
        var tidepool = tidepool(server.url());
        tidepool.state();
        tidepool.poolStats();
        assertThat(server.accepted()).isZero();

        one(tidepool);
        tidepool.close();

        await().until(() -> server.open() == 0);
        assertThatThrownBy(() -> one(tidepool)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(name = "T23 {0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "08P01 | unsupported startup parameter: search_path | Misconfigured",
                "08P01 | no such user: ann | Misconfigured",
                "28P01 | password authentication failed for user ann | Misconfigured",
                "28000 | no pg_hba.conf entry | Misconfigured",
                "3D000 | database site does not exist | Misconfigured",
                "08P01 | no more connections allowed (max_client_conn) | NotReady",
                "53300 | sorry, too many clients already | NotReady",
                "57P03 | the database system is starting up | NotReady",
                "08P01 | pgbouncer cannot connect to server | Unreachable",
                "08P01 | server login has been failing, try again later | Unreachable"
            })
    void eachRefusalHasItsFailure(String state, String message, String failure) {
        server.refuse(state, message);
        var slept = new AtomicLong();
        // Retries until the connect timeout take no time here.
        var quick = new TimeSource(
                InstantSource.system(),
                () -> System.nanoTime() + slept.get(),
                () -> FixedRandom.MOST,
                pause -> slept.addAndGet(pause.toNanos()));
        try (var tidepool = new Tidepool(DatabaseUrl.parse(server.url()), SETTINGS, TidepoolListener.NONE, quick)) {
            assertThat(failure(tidepool).getClass().getSimpleName()).isEqualTo(failure);
        }
    }

    @Test
    @DisplayName("T3 T23 a misconfiguration is tried once in its window, not in a loop")
    void aMisconfigurationIsTriedOnceInItsWindow() {
        server.refuse("28P01", "password authentication failed");
        try (var tidepool = tidepool(server.url())) {
            for (int i = 0; i < 200; i++)
                assertThat(failure(tidepool)).isInstanceOf(DatabaseFailure.Misconfigured.class);
        }

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    @DisplayName("T22 a server that resumes slowly is waited for, by one connection for all callers")
    void aServerThatResumesSlowlyIsWaitedFor() throws Exception {
        server.acceptAfter(Duration.ofMillis(1200));
        try (var tidepool = tidepool(server.url());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> call = () -> one(tidepool);
            var answers =
                    threads.invokeAll(IntStream.range(0, 5).mapToObj(_ -> call).toList());

            for (var answer : answers) assertThat(answer.get()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("T22 a server that does not resume within the connect timeout is unreachable, and used when it does")
    void aServerThatDoesNotResumeIsUnreachable() {
        server.acceptAfter(Duration.ofMinutes(2));
        try (var tidepool = Tidepool.of(DatabaseUrl.parse(server.url()), HASTY)) {
            assertThat(failure(tidepool)).isInstanceOf(DatabaseFailure.Unreachable.class);

            server.acceptAfter(Duration.ZERO);

            await().ignoreExceptions().until(() -> one(tidepool) == 1);
        }
    }

    private static Tidepool tidepool(String url) {
        return Tidepool.of(DatabaseUrl.parse(url), SETTINGS);
    }

    private static int one(Tidepool tidepool) {
        return tidepool.one("select n from job", row -> row.getInt("n")).orElseThrow();
    }

    private static DatabaseFailure failure(Tidepool tidepool) {
        try {
            one(tidepool);
            throw new AssertionError("The server refuses");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }

    private java.util.List<String> statements() {
        return server.messages().stream()
                .filter(message -> message.type() == 'P' || message.type() == 'Q')
                .map(FakePostgres.Message::sql)
                .toList();
    }
}
