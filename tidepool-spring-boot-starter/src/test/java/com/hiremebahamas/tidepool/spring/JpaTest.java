package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.spring.JpaApplication.Entry;
import com.hiremebahamas.tidepool.spring.JpaApplication.Journal;
import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An application with everything there is boots without a connection, and works behind a pooler in transaction mode.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JpaTest {

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server);
    private final FaultProxy proxy = FaultProxy.to(pooler.port());
    private final String database = server.createDatabase();
    private final RunningApplication application = RunningApplication.start(
            JpaApplication.class,
            "--DATABASE_URL=" + proxy.through(pooler.url(database)),
            "--DATABASE_URL_UNPOOLED=" + server.url(database),
            "--spring.jpa.properties.hibernate.jdbc.batch_size=50");
    private final int connectedAtBoot = proxy.everConnected();
    private final EntryRepository entries = application.bean(EntryRepository.class);
    private final Journal journal = application.bean(Journal.class);

    @BeforeAll
    void migrate() {
        assertThat(application.bean(SchemaMigration.class).run()).isInstanceOf(SchemaMigration.Outcome.Done.class);
    }

    @BeforeEach
    void empty() {
        entries.deleteAllInBatch();
    }

    @AfterAll
    void close() {
        application.close();
        proxy.close();
        pooler.close();
    }

    @Test
    void nothingConnectsAtBootNorForHealthAndMetrics() throws Exception {
        var other = FaultProxy.to(server.port());
        try (other;
                var idle = RunningApplication.start(
                        JpaApplication.class, "--DATABASE_URL=" + other.through(server.url(database)))) {
            assertThat(idle.get("/actuator/health").body()).contains("\"state\":\"idle\"");
            assertThat(idle.get("/actuator/metrics/tidepool.connections.active").statusCode())
                    .isEqualTo(200);
            assertThat(other.everConnected()).isZero();
        }
        assertThat(connectedAtBoot).isZero();
    }

    @Test
    void whatIsSavedIsFound() {
        var saved = entries.save(new Entry("kept"));

        assertThat(saved.id).isPositive();
        assertThat(entries.findByText("kept")).get().extracting(it -> it.id).isEqualTo(saved.id);
    }

    @Test
    void whatFailsIsRolledBack() {
        assertThatThrownBy(() -> journal.write(() -> {
                    entries.saveAndFlush(new Entry("twice"));
                    return entries.saveAndFlush(new Entry("twice"));
                }))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(entries.count()).isZero();
    }

    @Test
    void ofTwoChangesOfOneVersionTheSecondIsRefused() {
        var stale = entries.save(new Entry("first"));
        var fresh = entries.findById(id(stale)).orElseThrow();
        fresh.text = "second";
        entries.save(fresh);

        stale.text = "third";
        assertThatThrownBy(() -> entries.save(stale)).isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(entries.findByText("second")).isPresent();
    }

    @Test
    void aTransactionIsSerializableWhereItAsksForIt() {
        var jdbc = application.bean(JdbcClient.class);

        var level = journal.serializable(
                () -> jdbc.sql("show transaction_isolation").query(String.class).single());

        assertThat(level).isEqualTo("serializable");
        assertThat(jdbc.sql("show transaction_isolation").query(String.class).single())
                .isEqualTo("read committed");
    }

    @Test
    void jdbcAndJpaShareATransaction() {
        var jdbc = application.bean(JdbcClient.class);

        var counted = journal.write(() -> {
            entries.saveAndFlush(new Entry("uncommitted"));
            return jdbc.sql("select count(*) from entry").query(Long.class).single();
        });

        assertThat(counted).isEqualTo(1);
    }

    @Test
    void insertsAreSentAsABatch() {
        int before = proxy.roundTrips();

        journal.write(() -> entries.saveAll(IntStream.range(0, 40)
                .mapToObj(number -> new Entry("entry " + number))
                .toList()));

        assertThat(entries.count()).isEqualTo(40);
        assertThat(proxy.roundTrips() - before).isLessThan(15);
    }

    @Test
    void rowsAreLockedChangedInBulkAndPaged() {
        entries.save(new Entry("one"));
        entries.save(new Entry("two"));

        int changed = journal.write(() -> {
            assertThat(entries.lock("one")).isPresent();
            return entries.exclaim();
        });
        var page = journal.read(() -> entries.findAll(PageRequest.of(0, 1, Sort.by("text"))));

        assertThat(changed).isEqualTo(2);
        assertThat(page.getTotalElements()).isEqualTo(2);
        assertThat(page.getContent()).extracting(it -> it.text).containsExactly("one!");
    }

    private static long id(Entry entry) {
        return entry.id == null ? 0 : entry.id;
    }
}
