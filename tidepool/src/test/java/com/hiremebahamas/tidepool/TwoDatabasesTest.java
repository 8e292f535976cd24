package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Two databases in one program: two Tidepools, which share nothing.
class TwoDatabasesTest {

    private final PostgresServer server = PostgresServer.shared();
    private final ClosedPort closed = ClosedPort.open();
    private final Tidepool here =
            Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS);
    private final Tidepool away = Tidepool.of(
            DatabaseUrl.parse("postgresql://ann:secret@127.0.0.1:" + closed.port() + "/away"), OneConnection.SETTINGS);

    @AfterEach
    void close() {
        here.close();
        away.close();
        closed.close();
    }

    @Test
    @DisplayName("T55 of two databases in one program each fails by itself")
    void eachFailsByItself() {
        here.update("create table note (word text)");

        assertThatThrownBy(() -> away.update("select 1")).isInstanceOf(DatabaseException.class);

        here.update("insert into note values ('kept')");
        assertThat(here.state()).isInstanceOf(DatabaseState.Ready.class);
        assertThat(away.state()).isInstanceOf(DatabaseState.Unreachable.class);
    }

    @Test
    void whatFailsInOneUndoesTheTransactionOfTheOther() {
        here.update("create table note (word text)");

        assertThatThrownBy(() -> here.useTransaction(transaction -> {
                    transaction.update("insert into note values ('here')");
                    away.update("insert into note values ('there')");
                }))
                .isInstanceOf(DatabaseException.class);

        assertThat(here.list("select word from note", row -> row.getString(1))).isEmpty();
    }
}
