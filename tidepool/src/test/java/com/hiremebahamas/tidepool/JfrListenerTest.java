package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The events of the JDK Flight Recorder.
class JfrListenerTest {

    private static final PoolSettings SETTINGS = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final PoolSettings SHORT_STATEMENTS = new PoolSettings(
            1, 0, Duration.ofSeconds(30), Duration.ofSeconds(300), Duration.ofSeconds(30), Duration.ofMillis(200));

    private final Recording recording = new Recording();
    private final PostgresServer server = PostgresServer.shared();
    private final FaultProxy proxy = FaultProxy.to(server.port());
    private final DatabaseUrl url = DatabaseUrl.parse(proxy.through(server.url(server.createDatabase())));
    private final Tidepool tidepool = Tidepool.of(url, SETTINGS);

    @TempDir
    Path folder;

    @BeforeEach
    void record() {
        Stream.of("PoolWait", "Connect", "Retry", "BreakerOpened", "BreakerClosed", "StatementOverLimit")
                .forEach(name -> recording.enable("tidepool." + name).withoutThreshold());
        recording.start();
    }

    @AfterEach
    void close() {
        recording.close();
        tidepool.close();
        proxy.close();
    }

    @Test
    void aConnectionIsWaitedForOpenedAndReached() throws IOException {
        tidepool.list("select 1", _ -> 1);

        var events = events();
        assertThat(named(events, "PoolWait"))
                .singleElement()
                .satisfies(event -> assertThat(event.getDuration("waited")).isPositive());
        assertThat(named(events, "Connect")).singleElement().satisfies(event -> {
            assertThat(event.getDuration("took")).isPositive();
            assertThat(event.getString("failure")).isEmpty();
        });
        assertThat(named(events, "BreakerClosed")).hasSize(1);
    }

    @Test
    void anUnreachableDatabaseIsRecordedWithReasonAndPause() throws IOException {
        try (var closed = ClosedPort.open();
                var lost = Tidepool.of(
                        DatabaseUrl.parse("postgresql://ann:pw@127.0.0.1:" + closed.port() + "/x?sslmode=disable"),
                        SETTINGS)) {
            assertThatThrownBy(() -> lost.list("select 1", _ -> 1)).isInstanceOf(DatabaseException.class);
        }

        var events = events();
        assertThat(named(events, "Connect"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getString("failure")).contains("refused"));
        assertThat(named(events, "BreakerOpened")).singleElement().satisfies(event -> {
            assertThat(event.getString("failure")).contains("refused");
            assertThat(event.getDuration("pause")).isPositive();
        });
    }

    @Test
    void aStatementOverItsLimitIsRecordedWithItsText() throws IOException {
        try (var limited = Tidepool.of(url, SHORT_STATEMENTS)) {
            assertThatThrownBy(() -> limited.list("select pg_sleep(20)", _ -> 1))
                    .isInstanceOf(DatabaseException.class);
        }

        assertThat(named(events(), "StatementOverLimit")).singleElement().satisfies(event -> {
            assertThat(event.getString("sql")).isEqualTo("select pg_sleep(20)");
            assertThat(event.getDuration("took")).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        });
    }

    @Test
    void aRetryIsRecordedWithItsAttempt() throws IOException {
        tidepool.update("create table note (word text)");
        proxy.cutOnce(FaultProxy.Cut.AFTER, "insert into note");

        tidepool.write(transaction -> transaction.update("insert into note values ('kept')"));

        assertThat(named(events(), "Retry")).singleElement().satisfies(event -> {
            assertThat(event.getInt("attempt")).isEqualTo(2);
            assertThat(event.getString("failure")).isNotEmpty();
        });
    }

    private List<RecordedEvent> events() throws IOException {
        recording.stop();
        var file = Files.createTempFile(folder, "flight", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("tidepool." + name))
                .toList();
    }
}
