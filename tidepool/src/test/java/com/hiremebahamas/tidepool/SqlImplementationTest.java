package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A program's own `Sql`: around a real one, and without a database.
class SqlImplementationTest {

    /// Code under test, of a program.
    record Jobs(Sql sql) {
        List<String> titles() {
            return sql.list("select title from job order by title", row -> row.getString("title"));
        }

        void post(String title) {
            sql.update("insert into job (title) values (?)", title);
        }
    }

    /// Remembers the statements and passes them on.
    record RecordingSql(Sql sql, List<String> statements) implements Sql {
        @Override
        public <T extends @Nullable Object> List<T> list(
                String text, RowReader<? extends T> reader, @Nullable Object... arguments) {
            statements.add(text);
            return sql.list(text, reader, arguments);
        }

        @Override
        public <T> Optional<T> one(
                String text, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments) {
            statements.add(text);
            return sql.one(text, reader, arguments);
        }

        @Override
        public int update(String text, @Nullable Object... arguments) {
            statements.add(text);
            return sql.update(text, arguments);
        }
    }

    /// A database that is away.
    static final class AbsentDatabase implements Sql {
        @Override
        public <T extends @Nullable Object> List<T> list(
                String text, RowReader<? extends T> reader, @Nullable Object... arguments) {
            throw new DatabaseException(new DatabaseFailure.NotReady("away"), null);
        }

        @Override
        public <T> Optional<T> one(
                String text, RowReader<? extends @Nullable T> reader, @Nullable Object... arguments) {
            throw new DatabaseException(new DatabaseFailure.NotReady("away"), null);
        }

        @Override
        public int update(String text, @Nullable Object... arguments) {
            throw new DatabaseException(new DatabaseFailure.NotReady("away"), null);
        }
    }

    @Test
    @DisplayName("T54 a program may have an Sql of its own, around a real one or without a database")
    void anSqlOfTheProgramsOwnIsUsedLikeTheOneAroundWhichItIs() {
        var server = PostgresServer.shared();
        try (var tidepool =
                Tidepool.of(DatabaseUrl.parse(server.url(server.createDatabase())), OneConnection.SETTINGS)) {
            tidepool.update("create table job (title text)");
            var statements = new ArrayList<String>();

            tidepool.useTransaction(
                    transaction -> new Jobs(new RecordingSql(transaction, statements)).post("Bartender"));
            var titles = new Jobs(new RecordingSql(tidepool, statements)).titles();

            assertThat(titles).containsExactly("Bartender");
            assertThat(statements)
                    .containsExactly("insert into job (title) values (?)", "select title from job order by title");
        }
    }

    @Test
    void aFailureCanBeMadeInATest() {
        var jobs = new Jobs(new AbsentDatabase());

        assertThatThrownBy(jobs::titles)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.failure()).isInstanceOf(DatabaseFailure.NotReady.class));
    }
}
