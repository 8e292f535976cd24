package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is reported of a text that is no URL: the remedy, and never the secret.
class UrlProblemTest {

    private static final String CANARY = "canary7391";

    @ParameterizedTest(name = "R2 T36 {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    ann:canary7391@db.example.com:5432/site                    | scheme postgresql:// is missing
                    http://ann:canary7391@db.example.com/site                  | not that of PostgreSQL
                    mysql://ann:canary7391@db.example.com/site                 | not that of PostgreSQL
                    POSTGRESQL://ann:canary7391@h/site                         | lower case
                    postgresql:ann:canary7391@h/site                           | ://
                    jdbc:postgresql:site?user=canary7391                       | must follow // and the host
                    "                                                          | a quote is left
                    postgresql://ann:canary7391@h/site?channel_binding=maybe   | the parameter channel_binding
                    postgresql://ann:canary7391@h/site?search_path=x           | the parameter search_path
                    postgresql://ann:canary7391@h/site?host=%zz                | the parameter host
                    postgresql://ann:canary7391@h/site?tcpKeepAlive=%zz        | the parameter tcpKeepAlive
                    postgresql://ann:canary7391@h/site?other=%zz               | in a parameter is no
                    postgresql://ann:canary7391@/site                          | no host
                    postgresql://ann:canary7391@:5432/site                     | no host
                    postgresql://ann:canary7391@h:0/site                       | port
                    postgresql://ann:canary7391@h:99999/site                   | port
                    postgresql://ann:canary7391@h:abc/site                     | port
                    postgresql://ann:canary7391@h:+5432/site                   | port
                    postgresql://ann:canary7391@x@h/site                       | percent-encode
                    postgresql://ann:canary7391/x@h/site                       | percent-encode
                    postgresql://ann:canary7391#x@h/site                       | percent-encode
                    postgresql://ann:canary7391?x@h/site                       | percent-encode
                    postgresql://ann:canary7391%x@h/site                       | %25
                    postgresql://ann:canary7391%zz@h/site                      | %25
                    postgresql://ann:canary7391%@h/site                        | %25
                    postgresql://ann:canary7391%00@h/site                      | %00
                    postgresql://ann:canary7391%ff@h/site                      | UTF-8
                    postgresql://ann:canary7391 x@h/site                       | %20
                    postgresql://ann:canary7391@[::1:5432/site                 | brackets
                    postgresql://ann:canary7391@::1/site                       | brackets
                    postgresql://ann:canary7391@h/site?a=1?b=2                 | two question marks
                    postgresql://ann:canary7391@h/                             | no database
                    postgresql://ann:canary7391@h                              | no database
                    postgresql://:canary7391@h/site                            | no user
                    postgresql://h/site                                        | no user
                    postgresql://ann:canary7391@h!/site                        | no host name
                    postgresql://ann:canary7391@%2Fvar%2Frun%2Fpostgresql/site | Unix socket
                    postgresql://ann:canary7391@/site?host=/var/run/postgresql | Unix socket
                    postgresql://ann:canary7391@h/site?sslmode                 | no value
                    postgresql://ann:canary7391@h/site?sslmode=maybe           | must be one of
                    postgresql://ann:canary7391@h/site?ssl=canary7391          | sslmode and ssl must be
                    postgresql://ann:canary7391@h/site?connect_timeout=canary7391 | seconds
                    postgresql://ann:canary7391@h/site?channel_binding=canary7391 | must be one of
                    postgresql://ann:canary7391@h/site?ssl_mode=require        | security
                    postgresql://ann:canary7391@h/site?channelbinding=require  | security
                    postgresql://ann:canary7391@h/site?schema=public           | ALTER ROLE
                    postgresql://ann:canary7391@h/site?options=-c%20jit=off    | ALTER ROLE
                    ${canary7391}                                              | nobody filled in
                    $canary7391                                                | nobody filled in
                    psql 'postgresql://ann:canary7391@h/site'                  | psql command
                    DATABASE_URL=postgresql://ann:canary7391@h/site            | name of a variable
                    export DIRECT_URL=postgresql://ann:canary7391@h/site       | name of a variable
                    host=h user=ann password=canary7391 dbname=site            | key=value
                    password=canary7391                                        | key=value
                    None                                                       | some program
                    undefined                                                  | some program
                    """)
    void theProblemNamesTheRemedyAndNotTheSecret(String text, String remedy) {
        assertThat(DatabaseUrl.parse(text))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Invalid.class,
                        invalid -> assertThat(invalid.problem())
                                .contains(remedy, DatabaseUrl.FORM)
                                .doesNotContain(CANARY));
    }

    @Test
    @DisplayName("R2 T36 a line break inside and ten kilobytes of noise are no URL")
    void lineBreaksAndNoiseAreNoUrl() {
        assertThat(DatabaseUrl.parse("postgresql://ann:" + CANARY + "\n@h/site").toString())
                .contains("line break")
                .doesNotContain(CANARY);
        assertThat(DatabaseUrl.parse("postgresql://" + "x".repeat(10_000))).isInstanceOf(DatabaseUrl.Invalid.class);
    }

    @ParameterizedTest(name = "R2 T36 {0} is reported")
    @ValueSource(strings = {"'%s\"", "%s\"", "'%s", "''%s''"})
    void anUnmatchedQuoteIsReported(String quotes) {
        assertThat(DatabaseUrl.parse(quotes.formatted("postgresql://ann:" + CANARY + "@h/site"))
                        .toString())
                .contains("a quote is left", DatabaseUrl.FORM)
                .doesNotContain(CANARY);
    }

    @ParameterizedTest(name = "R2 T36 U+{0} is invisible, and reported")
    @ValueSource(strings = {"00A0", "200B", "FEFF", "2028", "0085", "D800"})
    void anInvisibleCharacterIsReported(String hex) {
        char unseen = (char) Integer.parseInt(hex, 16);

        assertThat(DatabaseUrl.parse("postgresql://ann:" + CANARY + unseen + "@h/site")
                        .toString())
                .contains("invisible", "%20")
                .doesNotContain(CANARY);
    }

    @Test
    @DisplayName("R2 T36 a piece of a password that looks like a parameter is not repeated")
    void aPieceOfAPasswordThatLooksLikeAParameterIsNotRepeated() {
        assertThat(DatabaseUrl.parse("postgresql://ann:pass@%40?sslmode" + CANARY + "=5432"))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Invalid.class,
                        invalid -> assertThat(invalid.problem())
                                .contains("\"ssl\" in its name")
                                .doesNotContain(CANARY));
    }
}
