package com.hiremebahamas.tidepool.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlLexerTest {

    /// Fixed, so that a failure comes back.
    private static final long SEED = 20260601;

    private static final int LENGTH = 20_000;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "select A1, b$2 ¦ word:select word:a1 symbol:, word:b$2",
                "É_x \"A\"\"b\" ¦ word:É_x name:A\"b",
                "'it''s' 'a' ¦ string:it's string:a",
                "E'a\\'b' x ¦ constant word:x",
                "e'a''b' x ¦ constant word:x",
                "E'a\\\\' x ¦ constant word:x",
                "b'01' X'1F' N'x' U&'d\\0061' ¦ constant constant constant constant",
                "be'x' x ¦ word:be string:x word:x",
                "U&\"d\\0061t\\+000061\" ¦ name:data",
                "U&\"d!0061t!!\" uescape '!' x ¦ name:dat! word:x",
                "U&\"a\\\\b\" ¦ name:a\\b",
                "u & \"a\" ¦ word:u symbol:& name:a",
                "$$a'b$$ x ¦ constant word:x",
                "$t$ $$ $s$ $t$ x ¦ constant word:x",
                "$1 $2 ¦ constant constant",
                "x$t$ y ¦ word:x$t$ word:y",
                "$1$ x ¦ constant symbol:$ word:x",
                "$a-$ x ¦ symbol:$ word:a symbol:- symbol:$ word:x",
                "1.5 2e3 ¦ constant symbol:. constant constant word:e3",
                "a/* x /* y */ z */b ¦ word:a word:b",
                "a/* /*/ */ */b ¦ word:a word:b",
                "a--b ¦ word:a",
                "a+--b ¦ word:a symbol:+",
                "a*/*c*/b ¦ word:a symbol:* word:b",
                "a<>-b @-1 ¦ word:a symbol:<>- word:b symbol:@- constant",
                "a=>1, b=>-1, c := 1, d=>@1 ¦ word:a symbol:=> constant symbol:, word:b symbol:=> constant symbol:, "
                        + "word:c symbol::= constant symbol:, word:d symbol:=>@ constant",
                "a::int[] ¦ word:a symbol::: word:int symbol:[ symbol:]",
                "a ?? b = ? ¦ word:a symbol:?? word:b symbol:= symbol:?",
                "{call f(?)} ¦ symbol:{ word:call word:f symbol:( symbol:? symbol:) symbol:}",
                "a;b ¦ word:a symbol:; word:b"
            })
    void aTextIsSplitAsPostgresqlDoes(String sql, String tokens) {
        assertThat(text(SqlLexer.tokens(sql))).isEqualTo(tokens);
    }

    @Test
    void aConstantGoesOnAfterALineBreak() {
        assertThat(text(SqlLexer.tokens("E'a'\n'b\\'c' x"))).isEqualTo("constant word:x");
        assertThat(text(SqlLexer.tokens("E'a' -- then\n \n'b\\'c' x"))).isEqualTo("constant word:x");
        assertThat(text(SqlLexer.tokens("E'a' 'b' x"))).isEqualTo("constant string:b word:x");
        assertThat(text(SqlLexer.tokens("E'a' /* \n */ 'b' x"))).isEqualTo("constant string:b word:x");
        assertThat(text(SqlLexer.tokens("a--b\rc"))).isEqualTo("word:a word:c");
    }

    static List<String> repeated() {
        return List.of(
                "'",
                "''",
                "\"",
                "\"\"",
                "$",
                "$$",
                "$a$",
                "$a",
                "$a$$b$",
                "/*",
                "*/",
                "/*/",
                "--",
                "-",
                "--\n",
                "+",
                "=>",
                "E'\\'",
                "E'a'\n",
                "E'a'\n--\n",
                "E'a' ",
                "U&\"",
                "U&\"a\" uescape ",
                "U&'",
                "\\",
                "(",
                ")",
                "()",
                "[",
                "set_config(",
                "set_config((",
                "set_config(a,",
                "set_config(a, b, ((true))), ",
                "pg_catalog.",
                ".",
                "a.",
                "create function begin atomic ",
                "create function a begin atomic;",
                "begin atomic;end;",
                "case end ",
                "into temp ",
                "into pg_temp.",
                "into a.",
                "into.",
                "explain analyze ",
                "explain (analyze, ",
                "with hold ",
                "for ",
                "as ",
                "on commit ",
                "set ",
                "set local ",
                ";",
                "? ",
                "é",
                "\ud83d",
                "{oj ",
                "create temp ",
                "$1",
                "1",
                "\0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeated")
    void theWorkGrowsWithTheLengthAndNoFaster(String fragment) {
        var sql = new CountedText(fragment.repeat(LENGTH / fragment.length()));
        var tokens = new CountedTokens(SqlLexer.tokens(sql));

        Statement.split(tokens).forEach(StatementRules::effectOf);

        // The most that was seen is 6 times the characters and 10 times the tokens.
        assertThat(sql.examined()).isLessThan(8L * LENGTH);
        assertThat(tokens.examined()).isLessThan(16L * (1 + tokens.size()));
    }

    @Test
    void noTextMakesItThrowAndNoWorkGrowsFaster() {
        var random = new Random(SEED);
        var fragments = repeated();
        for (int n = 0; n < 20_000; n++) {
            var sql = IntStream.range(0, random.nextInt(60))
                    .mapToObj(_ -> fragments.get(random.nextInt(fragments.size())))
                    .collect(Collectors.joining(random.nextBoolean() ? "" : " "));
            var text = new CountedText(sql);
            var tokens = new CountedTokens(SqlLexer.tokens(text));

            Statement.split(tokens).forEach(StatementRules::effectOf);

            assertThat(text.examined()).as(sql).isLessThanOrEqualTo(8L * sql.length());
            assertThat(tokens.examined()).as(sql).isLessThan(16L * (1 + tokens.size()));
        }
    }

    private static String text(List<Token> tokens) {
        return tokens.stream()
                .map(token -> switch (token.kind()) {
                    case WORD -> "word:" + token.text();
                    case QUOTED_NAME -> "name:" + token.text();
                    case STRING -> "string:" + token.text();
                    case CONSTANT -> "constant";
                    case SYMBOL -> "symbol:" + token.text();
                })
                .collect(Collectors.joining(" "));
    }
}
