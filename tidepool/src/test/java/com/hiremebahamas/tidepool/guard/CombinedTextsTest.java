package com.hiremebahamas.tidepool.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/// Whatever text the guard passes and the server accepts leaves the session as it was: of texts that are put together
/// from what the two might read differently.
class CombinedTextsTest {

    /// Fixed, so that a failure comes back.
    private static final long SEED = 20260601;

    private static final int TEXTS = 20_000;

    private static final List<String> BEFORE = List.of(
            "",
            "",
            "",
            "select 1; ",
            "/* ' */ ",
            "/* /* */ ' */ ",
            "-- '\n",
            "--\n",
            "; ",
            "(",
            "explain analyze ",
            "explain (analyze, costs off) ",
            "explain ",
            "explain (analyze off) ",
            "with w as (select 1 as n) ",
            "with w as (",
            "select * from (",
            "insert into note (word) ",
            "declare c cursor for ",
            "declare c cursor with hold for ",
            "create temp table made on commit drop as ",
            "copy (",
            "select (",
            "select 'a' || (",
            "select 'it''s'; ",
            "select '\\'; ",
            "select E'\\''; ",
            "select E'\\\\'; ",
            "select E'a\\'' || '; '; ",
            "select $$ ' $$; ",
            "select $a$ $$ ' $a$; ",
            "select 1 as \"a'b\"; ",
            "select 1 as x$a$; ",
            "select b'1'; ",
            "select n'x'; ",
            "select U&'\\0027'; ",
            "select 3 -/* ' */1; ",
            "select 1 as n, ",
            "update note set word = (",
            "do $$ begin perform 1; end $$; ",
            "savepoint s; ");

    private static final List<String> CORES = List.of(
            "set work_mem = '7MB'",
            "set local work_mem = '7MB'",
            "set session work_mem = '7MB'",
            "set time zone 'UTC-5'",
            "set transaction read write",
            "set constraints all deferred",
            "set role corpus_ann",
            "listen jobs",
            "notify jobs",
            "prepare p as select 1",
            "create temp table t (n int)",
            "create temp table t (n int) on commit drop",
            "create temp view v as select 1 as n",
            "create table pg_temp.t (n int)",
            "select 1 as n into temp t",
            "select n into temp t from note",
            "insert into temp (n) values (1)",
            "insert into temp values (1) returning n",
            "select set_config('work_mem', '7MB', false)",
            "select set_config('work_mem', '7MB', true)",
            "select pg_catalog.set_config('work_mem', '7MB', 'f')",
            "select \"set_config\"('work_mem', '7MB', 't')",
            "select pg_try_advisory_lock(1)",
            "select pg_catalog.\"pg_try_advisory_lock\"(1)",
            "select pg_try_advisory_xact_lock(1)",
            "select U&\"pg_try_advisory\\005flock\"(1)",
            "pg_try_advisory_lock(1)",
            "set_config('work_mem', '7MB', false)",
            "set_config('work_mem', '7MB', (true))",
            "select 'set work_mem = 1'",
            "select 1 as \"set\"",
            "select E'\\'; set work_mem = 1'",
            "select $$;$$",
            "select n, word from note",
            "values (1)",
            "select word from note where n = 1",
            "select case when true then 1 end",
            "create function pg_temp.f() returns int return 1",
            "create or replace function app.made() returns int begin atomic select 1; end",
            "create or replace function app.made() returns int begin atomic select 1 as case; end");

    private static final List<String> AFTER = List.of(
            "",
            "",
            "",
            "; select 1",
            " -- '",
            " /* ; */",
            " /* ' */; select 1",
            ")",
            ") x",
            ") select 1",
            ") to stdout",
            "; set work_mem = '7MB'",
            "; set local work_mem = '7MB'",
            "; select '; set work_mem = 1'",
            "; set\nwork_mem\n=\n'7MB' -- '",
            "; /* ' */ listen jobs -- '",
            "; select pg_try_advisory_lock(1) as \"'\"",
            " as \"on commit drop\"",
            " where false",
            ";;",
            ", 'x'",
            "::text",
            "; insert into temp values (1)");

    private final CorpusServer server = new CorpusServer();
    private final PoolerGuard guard = new PoolerGuard(null);
    private final Random random = new Random(SEED);

    @Test
    void whatTheGuardPassesAndTheServerAcceptsLeavesNothing() throws SQLException {
        int accepted = 0;
        try (var connection = server.connect()) {
            var session = connection.unwrap(PgConnection.class);
            session.setAutoCommit(false);
            var before = SessionState.read(session);
            for (int n = 0; n < TEXTS; n++) {
                var sql = text();
                if (passes(sql) && runs(session, sql)) {
                    accepted++;
                    assertThat(SessionState.read(session)).as(sql).isEqualTo(before);
                }
            }
        }
        assertThat(accepted).isGreaterThan(1000);
    }

    private String text() {
        var core = from(BEFORE) + (random.nextInt(3) == 0 ? from(BEFORE) : "") + from(CORES) + from(AFTER);
        return random.nextInt(4) == 0 ? core.replace(" ", space()) : core;
    }

    private String space() {
        return from(List.of("  ", "\n", "\t", "/**/", "/* ; */", "-- x\n", "\f"));
    }

    private String from(List<String> fragments) {
        return fragments.get(random.nextInt(fragments.size()));
    }

    private boolean passes(String sql) {
        try {
            guard.check(sql);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean runs(PgConnection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
            session.commit();
            return true;
        } catch (SQLException e) {
            session.rollback();
            return false;
        }
    }
}
