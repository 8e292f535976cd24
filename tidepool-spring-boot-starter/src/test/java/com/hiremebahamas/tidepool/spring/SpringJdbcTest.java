package com.hiremebahamas.tidepool.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.PoolSettings;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What Spring's JDBC support does with a `DataSource` beside plain statements, behind a pooler.
class SpringJdbcTest {

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server);
    private final Tidepool tidepool =
            Tidepool.of(DatabaseUrl.parse(pooler.url(server.createDatabase())), PoolSettings.DEFAULT);
    private final DataSource database = tidepool.dataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @BeforeEach
    void createTable() {
        jdbc.execute("create table note (id bigint generated always as identity, word text unique)");
    }

    @AfterEach
    void close() {
        tidepool.close();
        pooler.close();
    }

    @Test
    void keysAreReturnedBatchesAreCountedAndNamesAreBound() {
        var key = new GeneratedKeyHolder();
        JdbcClient.create(database)
                .sql("insert into note (word) values (:word)")
                .param("word", "one")
                .update(key, "id");

        assertThat(key.getKeyAs(Long.class)).isEqualTo(1);
        assertThat(jdbc.batchUpdate(
                        "insert into note (word) values (?)", List.of(new Object[] {"two"}, new Object[] {"three"})))
                .containsExactly(1, 1);
        assertThat(new NamedParameterJdbcTemplate(database)
                        .queryForList(
                                "select word from note where word in (:words) order by id",
                                Map.of("words", List.of("one", "three")),
                                String.class))
                .containsExactly("one", "three");
    }

    @Test
    void metadataDescribeTablesAndFunctions() {
        jdbc.execute("create function doubled(n integer) returns integer language sql as 'select 2 * n'");

        var id = new SimpleJdbcInsert(database)
                .withTableName("note")
                .usingGeneratedKeyColumns("id")
                .executeAndReturnKey(Map.of("word", "by metadata"));
        var doubled = new SimpleJdbcCall(database)
                .withFunctionName("doubled")
                .executeFunction(Integer.class, Map.of("n", 21));

        assertThat(id.longValue()).isEqualTo(1);
        assertThat(doubled).isEqualTo(42);
    }

    @Test
    void rowsAreStreamedInPieces() {
        jdbc.execute("insert into note (word) select 'word ' || n from generate_series(1, 1000) n");
        jdbc.setFetchSize(100);

        var counted = new TransactionTemplate(new JdbcTransactionManager(database)).execute(_ -> {
            try (var words = jdbc.queryForStream("select word from note", (row, _) -> row.getString(1))) {
                return words.count();
            }
        });

        assertThat(counted).isEqualTo(1000);
    }

    @Test
    void failuresAreSpringsExceptions() {
        assertThatThrownBy(() -> jdbc.execute("selekt 1")).isInstanceOf(BadSqlGrammarException.class);
        assertThatThrownBy(() -> jdbc.update("insert into note (word) values ('a'), ('a')"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void scriptsRunAndConnectionsMayBeLazy() {
        var initializer = new DataSourceInitializer();
        initializer.setDataSource(database);
        initializer.setDatabasePopulator(new ResourceDatabasePopulator(
                new ByteArrayResource("insert into note (word) values ('a'); insert into note (word) values ('b');"
                        .getBytes(StandardCharsets.UTF_8))));
        initializer.afterPropertiesSet();

        var lazy = new LazyConnectionDataSourceProxy(database);
        var counted = new TransactionTemplate(new JdbcTransactionManager(lazy))
                .execute(_ -> new JdbcTemplate(lazy).queryForObject("select count(*) from note", Long.class));

        assertThat(counted).isEqualTo(2);
    }
}
