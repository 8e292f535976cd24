package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolerGuardTest {

    private final PoolerGuard guard = new PoolerGuard();

    @ParameterizedTest(name = "R5 T8 {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "set statement_timeout = 5 | SET LOCAL",
                "SET SESSION search_path to x | SET LOCAL",
                "/* not local */ set role ann | SET LOCAL",
                "select 1; set x = 1 | SET LOCAL",
                "reset all | SET LOCAL",
                "discard all | SET LOCAL",
                "unlisten jobs | poll",
                "execute p | send the statement itself",
                "deallocate p | send the statement itself",
                "start transaction | read or write",
                "end | read or write",
                "abort | read or write",
                "select set_config('x', 'y', false) | set_config(…, true)",
                "select set_config('x', lower(?), false) | set_config(…, true)",
                "select set_config('x', 'y', 'f') | set_config(…, true)",
                "select set_config('x', 'y', false), set_config('x', 'y', true) | set_config(…, true)",
                "select pg_advisory_lock(1) | pg_advisory_xact_lock",
                "select pg_try_advisory_lock_shared (1) | pg_advisory_xact_lock",
                "select pg_advisory_unlock_all() | pg_advisory_xact_lock",
                "listen jobs | poll",
                "prepare p as select 1 | send the statement itself",
                "load 'auto_explain' | shared_preload_libraries",
                "create temp table t (n int) | ON COMMIT DROP",
                "create temporary table t as select 1 | ON COMMIT DROP",
                "create or replace temp view v as select 1 | ON COMMIT DROP",
                "select 1 as n into temporary t | ON COMMIT DROP",
                "with one as (select 1 as n) select n into temp t from one | ON COMMIT DROP",
                "declare c cursor with hold for select 1 | one transaction",
                "begin | read or write",
                "commit | read or write",
                "rollback | read or write"
            })
    void whatOutlivesItsTransactionIsRefusedWithItsRemedy(String sql, String remedy) {
        assertThatThrownBy(() -> guard.check(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "set local statement_timeout = 5",
                "set  local  statement_timeout = 5",
                "set transaction isolation level serializable",
                "set constraints all deferred",
                "select set_config('x', 'y', true)",
                "select set_config('x', lower(trim(?)), true)",
                "select title into_temp from job",
                "rollback to savepoint one",
                "rollback work to one",
                "select pg_advisory_xact_lock(1)",
                "select pg_try_advisory_xact_lock(1)",
                "create temp table t (n int) on commit drop",
                "update job set title = 'x; set y = 1' where id = 1",
                "insert into note values ('listen; discard all')",
                "select \"a; set b\" from note",
                "select \"set\" from note -- ; reset all",
                "do $$ begin set local x.y = 1; execute 'select 1'; end $$",
                "update note set word = ? where id = ?",
                "select settings from account"
            })
    void everythingElsePasses(String sql) {
        assertThatCode(() -> guard.check(sql)).doesNotThrowAnyException();
    }
}
