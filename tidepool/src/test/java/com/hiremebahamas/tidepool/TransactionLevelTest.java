package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PgBouncer;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The isolation level of one unit of work.
class TransactionLevelTest {

    private final PostgresServer server = PostgresServer.shared();
    private final PgBouncer pooler = PgBouncer.inFrontOf(server, 2);
    private final String url = pooler.url(server.createDatabase());
    private final Tidepool tidepool = Tidepool.of(DatabaseUrl.parse(url), OneConnection.SETTINGS);

    @AfterEach
    void close() {
        tidepool.close();
        pooler.close();
    }

    @ParameterizedTest
    @EnumSource(IsolationLevel.class)
    @DisplayName("T51 a transaction has the level that it asks for, and the next one its own")
    void aTransactionHasTheLevelThatItAsksFor(IsolationLevel level) {
        var words = level.name().replace('_', ' ');

        assertThat(tidepool.<String>write(level, TransactionLevelTest::level)).isEqualToIgnoringCase(words);
        assertThat(tidepool.<String>read(level, TransactionLevelTest::level)).isEqualToIgnoringCase(words);
        assertThat(tidepool.<String>write(TransactionLevelTest::level)).isEqualTo("read committed");
    }

    @Test
    void aReadOfALevelIsReadOnly() {
        assertThatThrownBy(() -> tidepool.read(
                        IsolationLevel.SERIALIZABLE, transaction -> transaction.update("create table note ()")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("read-only");
    }

    /// Both read that two are on duty, and each goes off: one after another only one could.
    @Test
    @DisplayName("T51 a serializable transaction that does not fit another one runs again, and then it does")
    void whatDoesNotFitRunsAgain() {
        tidepool.update("create table doctor (name text, on_duty boolean)");
        tidepool.update("insert into doctor values ('ann', true), ('ben', true)");
        var attempts = new AtomicInteger();
        try (var other = Tidepool.of(DatabaseUrl.parse(url), OneConnection.SETTINGS)) {
            tidepool.write(IsolationLevel.SERIALIZABLE, transaction -> {
                boolean first = attempts.incrementAndGet() == 1;
                int onDuty = onDuty(transaction);
                if (first) other.write(IsolationLevel.SERIALIZABLE, second -> goOff(second, "ben", onDuty(second)));
                return goOff(transaction, "ann", onDuty);
            });
        }

        assertThat(attempts).hasValue(2);
        assertThat(onDuty(tidepool)).isEqualTo(1);
    }

    private static int goOff(Sql sql, String name, int onDuty) {
        return onDuty < 2 ? 0 : sql.update("update doctor set on_duty = false where name = ?", name);
    }

    private static int onDuty(Sql sql) {
        return sql.one("select count(*) from doctor where on_duty", row -> row.getInt(1))
                .orElseThrow();
    }

    private static String level(Sql sql) {
        return sql.one("show transaction_isolation", row -> row.getString(1)).orElseThrow();
    }
}
