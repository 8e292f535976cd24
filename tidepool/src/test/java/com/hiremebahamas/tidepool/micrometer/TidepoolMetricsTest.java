package com.hiremebahamas.tidepool.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Deadline;
import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TidepoolMetricsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final PoolSettings ONE_CONNECTION = new PoolSettings(1, 0, LONG, LONG, LONG, LONG);

    private final PostgresServer server = PostgresServer.shared();
    private final FaultProxy proxy = FaultProxy.to(server.port());
    private final String database = server.createDatabase();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DatabaseUrl url = DatabaseUrl.parse(proxy.through(server.url(database)));
    private final Tidepool tidepool = observed(url);

    private Tidepool observed(DatabaseUrl url) {
        var made = Tidepool.of(url, ONE_CONNECTION, new MeterListener(registry, url));
        new TidepoolMetrics(made, url).bindTo(registry);
        return made;
    }

    @AfterEach
    void close() {
        tidepool.close();
        proxy.close();
    }

    @Test
    void theGaugesShowThePoolAndTheState() {
        assertThat(gauge("tidepool.connections.max")).isEqualTo(1);
        assertThat(state("idle")).isEqualTo(1);

        tidepool.useTransaction(_ -> {
            assertThat(gauge("tidepool.connections.active")).isEqualTo(1);
            assertThat(gauge("tidepool.connections.idle")).isZero();
        });

        assertThat(gauge("tidepool.connections")).isEqualTo(1);
        assertThat(gauge("tidepool.connections.idle")).isEqualTo(1);
        assertThat(gauge("tidepool.connections.pending")).isZero();
        assertThat(state("ready")).isEqualTo(1);
        assertThat(state("idle")).isZero();
    }

    @Test
    void readingThemConnectsNowhere() {
        registry.getMeters()
                .forEach(meter ->
                        meter.measure().forEach(it -> assertThat(it.getValue()).isNotNegative()));

        assertThat(proxy.everConnected()).isZero();
    }

    @Test
    void connectionsAndStatementsAreTimed() throws SQLException {
        tidepool.list("select 1", row -> row.getInt(1));
        try (var connection = tidepool.dataSource().getConnection();
                var statement = connection.prepareStatement("select 2")) {
            statement.execute();
        }

        assertThat(registry.get("tidepool.connections.acquire").timer().count()).isEqualTo(2);
        assertThat(registry.get("tidepool.connections.creation").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("tidepool.statements").timer().count()).isEqualTo(2);
        assertThat(counter("tidepool.breaker.closed")).isEqualTo(1);
    }

    @Test
    void aRetryAndATimeoutAreCounted() throws SQLException {
        tidepool.update("create table note (word text)");
        proxy.cutOnce(FaultProxy.Cut.AFTER, "insert into note");
        tidepool.useTransaction(transaction -> transaction.update("insert into note values ('kept')"));
        try (var connection = tidepool.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(20)")).isInstanceOf(SQLException.class);
        }

        assertThat(failures("tidepool.retries", "undone")).isEqualTo(1);
        assertThat(counter("tidepool.statements.timeout")).isEqualTo(1);
    }

    @Test
    void aCallerWhoGotNoConnectionIsCounted() throws SQLException {
        try (var held = tidepool.dataSource().getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(() -> Deadline.within(
                            Duration.ofMillis(1), () -> tidepool.list("select 1", row -> row.getInt(1))))
                    .isInstanceOf(DatabaseException.class);
        }

        assertThat(failures("tidepool.connections.acquire.failed", "not_ready")).isEqualTo(1);
        assertThat(registry.get("tidepool.connections.acquire").timer().count()).isEqualTo(1);
    }

    @Test
    void anUnreachableDatabaseIsCountedByItsFailure() {
        try (var port = ClosedPort.open();
                var lost = observed(DatabaseUrl.parse("postgresql://ann:pw@127.0.0.1:" + port.port() + "/lost"))) {
            assertThatThrownBy(() -> lost.list("select 1", row -> 1));
        }

        assertThat(failures("tidepool.breaker.opened", "unreachable")).isEqualTo(1);
        assertThat(failures("tidepool.connections.creation.failed", "unreachable"))
                .isPositive();
        assertThat(failures("tidepool.connections.acquire.failed", "unreachable"))
                .isEqualTo(1);
    }

    @Test
    void theTagsAreFewAndWithoutSecretsAndSql() {
        observed(DatabaseUrl.parse("mysql://ann:canary7391@h/x")).close();
        observed(DatabaseUrl.parse("")).close();
        tidepool.list("select 'canary7391'", row -> row.getString(1));

        var tags = registry.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .collect(Collectors.groupingBy(
                        tag -> tag.getKey(), Collectors.mapping(tag -> tag.getValue(), Collectors.toSet())));
        assertThat(tags.keySet()).isEqualTo(Set.of("database", "state"));
        assertThat(tags.get("database"))
                .isEqualTo(Set.of("postgresql://127.0.0.1:" + proxy.port() + "/" + database, "invalid", "none"));
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double state(String word) {
        return registry.get("tidepool.state").tag("state", word).gauge().value();
    }

    private double counter(String name) {
        return registry.get(name).counter().count();
    }

    private double failures(String name, String failure) {
        return registry.get(name).tag("failure", failure).counter().count();
    }
}
