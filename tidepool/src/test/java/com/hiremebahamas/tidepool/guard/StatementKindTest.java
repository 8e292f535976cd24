package com.hiremebahamas.tidepool.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a text tells of a statement. That failures and counts follow it, on a real server: WriteTruthTest.
class StatementKindTest {

    private final PoolerGuard guard = new PoolerGuard(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "SELECT title FROM job",
                "/* insert */ select 'insert' -- update",
                "select \"update\", 'delete from job' from job",
                "(select 1) union (select 2)",
                "((select 1))",
                "values (1), (2)",
                "table job",
                "show timezone",
                "explain select 1",
                "with recursive t as (select 1 union all select 2) select * from t",
                "with a as (select 1), b as (values (2)) table b",
                "select * from job for update",
                "select * from job for no key update skip locked",
                "select $$insert into note$$"
            })
    @DisplayName("T47 what only reads is a read, and costs no round trip more")
    void whatOnlyReadsIsARead(String sql) {
        assertThat(guard.kinds(sql)).containsExactly(StatementKind.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into note values (1) returning id",
                "INSERT INTO note VALUES (1) RETURNING id",
                "update note set word = 'a' returning *",
                "delete from note returning id",
                "merge into note using other on true when matched then delete returning note.id",
                "with new as (select 1) insert into note select * from new returning id",
                "with new as (delete from old returning id) insert into note select * from new returning id"
            })
    @DisplayName("T48 what returns the rows that it changes is known by its own clause")
    void whatReturnsItsRowsIsReturning(String sql) {
        assertThat(guard.kinds(sql)).containsExactly(StatementKind.RETURNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into note values (1)",
                "insert into note select (select 'returning')",
                "with gone as (delete from note returning id) select * from gone",
                "with gone as (delete from note returning id) update other set n = 1",
                "select * into other from note",
                "explain analyze insert into note values (1)",
                "explain analyze create table other as select 1",
                "explain (analyze) execute named",
                "call p()",
                "do $$begin end$$",
                "create table note ()",
                "begin",
                "copy note from stdin",
                "{call p()}",
                "select update from note",
                "with",
                "returning"
            })
    @DisplayName("T47 what may write, or is not understood, is no read")
    void whatMayWriteIsNoRead(String sql) {
        assertThat(guard.kinds(sql)).containsExactly(StatementKind.OTHER);
    }

    @Test
    void eachStatementOfATextHasItsKind() {
        assertThat(guard.kinds("select 1; insert into note values (1) returning id;; call p();"))
                .isEqualTo(List.of(StatementKind.READ, StatementKind.RETURNING, StatementKind.OTHER));
        assertThat(guard.kinds("")).isEmpty();
        assertThat(guard.kinds(" -- nothing")).isEmpty();
    }
}
