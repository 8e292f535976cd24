package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Libraries with named parameters, over the `DataSource` of a Tidepool behind a pooler.
class DataSourceLibrariesTest {

    private static final String QUERY = "select title from job where island = :island";

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server);
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(pooler.url(server.createDatabase())), PoolSettings.DEFAULT);

    @BeforeAll
    static void printNoLogo() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @BeforeEach
    void createTable() {
        tidepool.update("create table job (title text unique, island text)");
        tidepool.update("insert into job values ('Bartender', 'exuma'), ('Captain', 'abaco')");
    }

    @AfterEach
    void close() {
        tidepool.close();
        pooler.close();
    }

    @Test
    void jdbcClientReadsWritesAndHasTransactions() {
        var jdbc = JdbcClient.create(tidepool.dataSource());
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(tidepool.dataSource()));
        transactions.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);

        assertThat(jdbc.sql(QUERY).param("island", "exuma").query(String.class).list())
                .containsExactly("Bartender");
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
                    jdbc.sql("insert into job values (:title, 'inagua')")
                            .param("title", "Cook")
                            .update();
                    jdbc.sql("insert into job values (:title, 'inagua')")
                            .param("title", "Captain")
                            .update();
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(titles()).containsExactly("Bartender", "Captain");
    }

    @Test
    void jooqReadsWritesAndHasTransactionsWithinTransactions() {
        var jooq = DSL.using(tidepool.dataSource(), SQLDialect.POSTGRES);
        var title = DSL.field("title", String.class);

        assertThat(jooq.select(title)
                        .from("job")
                        .where(DSL.field("island").eq("exuma"))
                        .fetch(title))
                .containsExactly("Bartender");
        jooq.transaction(outer -> {
            outer.dsl().execute("insert into job values ({0}, 'inagua')", DSL.val("Cook"));
            assertThatThrownBy(() -> outer.dsl()
                            .transaction(inner ->
                                    inner.dsl().execute("insert into job values ({0}, 'inagua')", DSL.val("Captain"))))
                    .isInstanceOf(RuntimeException.class);
        });

        assertThat(titles()).containsExactly("Bartender", "Captain", "Cook");
    }

    @Test
    void jdbiReadsWritesAndHasTransactions() {
        var jdbi = Jdbi.create(tidepool.dataSource());

        List<String> found = jdbi.withHandle(handle -> handle.createQuery(QUERY)
                .bind("island", "exuma")
                .mapTo(String.class)
                .list());
        assertThat(found).containsExactly("Bartender");
        assertThatThrownBy(() -> jdbi.useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
                    handle.execute("insert into job values (?, 'inagua')", "Cook");
                    handle.execute("insert into job values (?, 'inagua')", "Captain");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(titles()).containsExactly("Bartender", "Captain");
    }

    private List<String> titles() {
        return tidepool.list("select title from job order by title", row -> row.getString(1));
    }
}
