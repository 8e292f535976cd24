package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    private static final String CANARY = "canary7391";

    @Nested
    class Accepted {

        @ParameterizedTest(name = "R1 {0}")
        @CsvSource(delimiter = '|', textBlock = """
                        postgresql://ann:pw@db.example.com:6543/site          | postgresql://db.example.com:6543/site
                        postgres://ann:pw@db.example.com/site                 | postgresql://db.example.com:5432/site
                        postgresql+asyncpg://ann:pw@db.example.com:/site      | postgresql://db.example.com:5432/site
                        postgresql+psycopg2://ann:pw@my_db/site               | postgresql://my_db:5432/site
                        jdbc:postgresql://db.example.com/site?user=ann        | postgresql://db.example.com:5432/site
                        postgresql://ann:pw@[::1]:5433/site                   | postgresql://[::1]:5433/site
                        postgresql://ann:pw@h1:1,h2,h3:3/site                 | postgresql://h1:1,h2:5432,h3:3/site
                        postgresql://ann:p:w+d!*()@h/site                     | postgresql://h:5432/site
                        postgresql://ann:pw@h/d%2Fe                           | postgresql://h:5432/d/e
                        postgresql://ann:pw@/site?host=db.example.com&port=7  | postgresql://db.example.com:7/site
                        "postgresql://ann:pw@h/site"                          | postgresql://h:5432/site
                        """)
        void isUnderstoodAsLibpqDoes(String text, String target) {
            assertThat(valid(text)).hasToString(target);
        }

        @Test
        @DisplayName("T28 whatever is printable comes back from its percent-encoding")
        void everythingPrintableComesBack() {
            var printable = new StringBuilder();
            for (char c = ' '; c < 127; c++) printable.append(c);
            var encoded = URLEncoder.encode(printable.toString(), StandardCharsets.UTF_8)
                    .replace("+", "%20");

            var url = valid("postgresql://" + encoded + ":" + encoded + "@h/" + encoded);

            assertThat(url.user()).isEqualTo(printable.toString());
            assertThat(url.password()).isEqualTo(printable.toString());
            assertThat(url.target()).isEqualTo("postgresql://h:5432/" + printable);
        }

        @Test
        @DisplayName("T30 user and password stay out of the JDBC URL")
        void userAndPasswordStayOutOfTheJdbcUrl() {
            var url = valid("jdbc:postgresql://h/site?user=ann&password=" + CANARY + "&sslmode=verify-full");

            assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/site");
            assertThat(url.password()).isEqualTo(CANARY);
            assertThat(url.properties()).containsEntry("sslmode", "verify-full");
        }

        @ParameterizedTest(name = "T33 {0} -> {1}")
        @CsvSource({
            "db.example.com, require",
            "10.0.0.7, require",
            "db, require",
            "localhost, ''",
            "127.0.0.1, ''",
            "[::1], ''",
            "'localhost,db.example.com', require"
        })
        void encryptionIsRequiredWhereverTheWayLeavesThisMachine(String host, String mode) {
            assertThat(valid("postgresql://ann:pw@" + host + "/site")
                            .properties()
                            .getOrDefault("sslmode", ""))
                    .isEqualTo(mode);
        }

        @ParameterizedTest(name = "T32 {0} becomes {1}={2}")
        @CsvSource({
            "sslmode=disable, sslmode, disable",
            "channel_binding=require, channelBinding, require",
            "application_name=my+app, ApplicationName, my+app",
            "target_session_attrs=read-write, targetServerType, primary",
            "sslrootcert=system, sslfactory, org.postgresql.ssl.DefaultJavaSSLFactory",
            "options=endpoint%3Dep-cool-1, options, endpoint=ep-cool-1",
            "ssl=true, sslmode, require",
            "ssl=verify-full, sslmode, verify-full",
            "sslmode=verify-full&ssl=false, sslmode, verify-full",
            "sslmode=verify-ca&sslmode=disable, sslmode, verify-ca",
            "sslrootcert=system, sslmode, verify-full",
            "sslmode=require&sslrootcert=system, sslmode, verify-full",
            "connect_timeout=12, connectTimeout, 12",
            "keepalives=0, tcpKeepAlive, false"
        })
        void whatLibpqCallsOneWayTheDriverCallsAnother(String parameter, String name, String value) {
            assertThat(valid("postgresql://ann:pw@h/site?" + parameter).properties())
                    .containsEntry(name, value);
        }

        @Test
        @DisplayName("T31 the driver's own properties pass, but for those that the engine decides")
        void theDriversOwnPropertiesPass() {
            var url = valid("jdbc:postgresql://localhost/site?user=ann&tcpNoDelay=true&sslmode=require"
                    + "&channelBinding=require&prepareThreshold=5");

            assertThat(url.properties())
                    .isEqualTo(Map.of("tcpNoDelay", "true", "sslmode", "require", "channelBinding", "require"));
            assertThat(url.notes()).hasSize(1);
        }

        @Test
        @DisplayName("T28 a character outside the basic plane survives beside a percent-encoding")
        void aCharacterOutsideTheBasicPlaneSurvives() {
            assertThat(valid("postgresql://ann:😀%41@h/site").password()).isEqualTo("😀A");
        }

        @ParameterizedTest(name = "T32 {0} is left out and named")
        @ValueSource(strings = {"pgbouncer", "connection_limit", "statement_cache_size", "pool_timeout", "supa"})
        void whatBelongsToOtherProgramsIsLeftOutAndNamed(String name) {
            var url = valid("postgresql://ann:pw@h/site?" + name + "=1");

            assertThat(url.properties()).doesNotContainKey(name);
            assertThat(url.notes()).singleElement().asString().contains(name);
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest(name = "R2 {0}")
        @CsvSource(delimiter = '|', textBlock = """
                        ann:canary7391@db.example.com:5432/site                    | scheme postgresql:// is missing
                        http://ann:canary7391@db.example.com/site                  | not that of PostgreSQL
                        mysql://ann:canary7391@db.example.com/site                 | not that of PostgreSQL
                        POSTGRESQL://ann:canary7391@h/site                         | lower case
                        postgresql:ann:canary7391@h/site                           | ://
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
        void isToldInASentenceThatNamesTheRemedyAndNotTheSecret(String text, String remedy) {
            assertThat(DatabaseUrl.parse(text))
                    .isInstanceOfSatisfying(
                            DatabaseUrl.Invalid.class,
                            invalid -> assertThat(invalid.problem())
                                    .contains(remedy, DatabaseUrl.FORM)
                                    .doesNotContain(CANARY));
        }

        @Test
        @DisplayName("R2 a line break inside and ten kilobytes of noise are no URL")
        void lineBreaksAndNoiseAreNoUrl() {
            assertThat(DatabaseUrl.parse("postgresql://ann:" + CANARY + "\n@h/site")
                            .toString())
                    .contains("line break")
                    .doesNotContain(CANARY);
            assertThat(DatabaseUrl.parse("postgresql://" + "x".repeat(10_000))).isInstanceOf(DatabaseUrl.Invalid.class);
        }

        @ParameterizedTest(name = "R2 {0} is told")
        @ValueSource(strings = {"'%s\"", "%s\"", "'%s", "''%s''"})
        void aQuoteWithoutItsPartnerIsTold(String quotes) {
            assertThat(DatabaseUrl.parse(quotes.formatted("postgresql://ann:" + CANARY + "@h/site"))
                            .toString())
                    .contains("a quote is left", DatabaseUrl.FORM)
                    .doesNotContain(CANARY);
        }

        @ParameterizedTest(name = "R2 U+{0} is not seen, and told")
        @ValueSource(strings = {"00A0", "200B", "FEFF", "2028", "0085", "D800"})
        void whatCannotBeSeenIsTold(String hex) {
            char unseen = (char) Integer.parseInt(hex, 16);

            assertThat(DatabaseUrl.parse("postgresql://ann:" + CANARY + unseen + "@h/site")
                            .toString())
                    .contains("invisible", "%20")
                    .doesNotContain(CANARY);
        }

        @Test
        @DisplayName("R2 nothing that anyone types makes it throw or tell the secret")
        void nothingMakesItThrowOrTellTheSecret() {
            long seed = System.nanoTime();
            var random = new Random(seed);
            var pieces = new String[] {
                "postgresql://",
                "postgres",
                "jdbc:",
                ":",
                "//",
                "@",
                "/",
                "?",
                "#",
                "%",
                "%4",
                "%40",
                "&",
                "=",
                "[",
                "]",
                "::1",
                "h",
                "5432",
                "site",
                " ",
                "\n",
                "\"",
                "'",
                "$",
                "{",
                "}",
                "é",
                "\uD800",
                "host",
                "sslmode",
                "user",
                ","
            };
            for (int i = 0; i < 50_000; i++) {
                var text = new StringBuilder(random.nextBoolean() ? "postgresql://ann:" : "");
                for (int n = random.nextInt(12); n > 0; n--) text.append(pieces[random.nextInt(pieces.length)]);
                text.insert(random.nextInt(text.length() + 1), CANARY);
                for (int n = random.nextInt(4); n > 0; n--) text.append(pieces[random.nextInt(pieces.length)]);

                if (DatabaseUrl.parse(text.toString()) instanceof DatabaseUrl.Invalid invalid) {
                    assertThat(invalid.toString())
                            .as("seed " + seed + ": " + text)
                            .doesNotContain(CANARY);
                }
            }
        }
    }

    @ParameterizedTest(name = "R3 {0}")
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                "\"\"",
                "postgresql://a:b@invalid.local:5432/placeholder",
                "postgresql+asyncpg://a:b@invalid.local:5432/placeholder?sslmode=require"
            })
    void nothingAndThePlaceholderAreNotConfigured(String text) {
        assertThat(DatabaseUrl.parse(text)).isEqualTo(new DatabaseUrl.NotConfigured());
    }

    @ParameterizedTest(name = "T37 {0} is {1}")
    @CsvSource({
        "ep-x-pooler.eu-central-1.aws.neon.tech, NEON_POOLED",
        "ep-x.eu-central-1.aws.neon.tech, NEON_DIRECT",
        "aws-0-eu.pooler.supabase.com:5432, SUPABASE_POOLED",
        "db.abc.supabase.co:6543, SUPABASE_POOLED",
        "db.example.com:6432, PGBOUNCER",
        "db.example.com, DIRECT"
    })
    void theHostTellsWhatItIs(String host, HostKind kind) {
        assertThat(valid("postgresql://ann:pw@" + host + "/site").kind()).isEqualTo(kind);
    }

    @Test
    @DisplayName("T38 the direct URL of a Neon host is its name without -pooler")
    void theDirectUrlOfANeonHostIsItsNameWithoutPooler() {
        var pooled = valid("postgresql://ann:pw@ep-x-pooler.eu.aws.neon.tech/site?sslmode=verify-full");

        assertThat(pooled.direct()).hasValueSatisfying(direct -> {
            assertThat(direct).hasToString("postgresql://ep-x.eu.aws.neon.tech:5432/site");
            assertThat(direct.jdbcUrl()).isEqualTo("jdbc:postgresql://ep-x.eu.aws.neon.tech:5432/site");
            assertThat(direct.properties()).isEqualTo(pooled.properties());
        });
        assertThat(valid("postgresql://ann:pw@h/site").direct()).isEmpty();
    }

    private static DatabaseUrl.Valid valid(String text) {
        var url = DatabaseUrl.parse(text);
        assertThat(url).isInstanceOf(DatabaseUrl.Valid.class);
        return (DatabaseUrl.Valid) url;
    }
}
