package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a URL means: user, database and hosts.
class DatabaseUrlTest {

    @ParameterizedTest(name = "R1 T29 {0}")
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
    void everyPrintableCharacterRoundTrips() {
        var printable = new StringBuilder();
        for (char c = ' '; c < 127; c++) printable.append(c);
        var encoded =
                URLEncoder.encode(printable.toString(), StandardCharsets.UTF_8).replace("+", "%20");

        var url = valid("postgresql://" + encoded + ":" + encoded + "@h/" + encoded);

        assertThat(url.user()).isEqualTo(printable.toString());
        assertThat(url.password()).isEqualTo(printable.toString());
        assertThat(url.target()).isEqualTo("postgresql://h:5432/" + printable);
    }

    @Test
    void aUserAndAPasswordBesideTheUrlAreTakenAsTheyAre() {
        var given = DatabaseUrl.parse("jdbc:postgresql://h/site?user=bob&password=other", "ann@x", "p%41 +/?#&=@");
        var none = DatabaseUrl.parse("postgresql://ann:p%40w@h/site", "", null);

        assertThat((DatabaseUrl.Valid) given)
                .extracting(DatabaseUrl.Valid::user, DatabaseUrl.Valid::password)
                .containsExactly("ann@x", "p%41 +/?#&=@");
        assertThat((DatabaseUrl.Valid) none)
                .extracting(DatabaseUrl.Valid::user, DatabaseUrl.Valid::password)
                .containsExactly("ann", "p@w");
        assertThat(DatabaseUrl.parse("jdbc:postgresql://h/site", "ann", "pw")).isInstanceOf(DatabaseUrl.Valid.class);
    }

    @Test
    @DisplayName("T30 user and password stay out of the JDBC URL")
    void userAndPasswordStayOutOfTheJdbcUrl() {
        var url = valid("jdbc:postgresql://h/site?user=ann&password=canary7391&sslmode=verify-full");

        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/site");
        assertThat(url.password()).isEqualTo("canary7391");
        assertThat(url.properties()).containsEntry("sslmode", "verify-full");
    }

    @Test
    @DisplayName("T28 a character outside the basic plane survives beside a percent-encoding")
    void aCharacterOutsideTheBasicPlaneSurvives() {
        assertThat(valid("postgresql://ann:😀%41@h/site").password()).isEqualTo("😀A");
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
        "db.abc.supabase.co:5432, DIRECT",
        "db.example.com:6543, DIRECT",
        "db.example.com:6432, PGBOUNCER",
        "db.example.com, DIRECT"
    })
    void theHostGivesTheKind(String host, HostKind kind) {
        assertThat(valid("postgresql://ann:pw@" + host + "/site").kind()).isEqualTo(kind);
    }

    @Test
    void thePoolerIsKnownByItsKind() {
        assertThat(HostKind.values())
                .filteredOn(HostKind::isPooled)
                .containsExactly(HostKind.NEON_POOLED, HostKind.SUPABASE_POOLED, HostKind.PGBOUNCER)
                .allSatisfy(kind -> assertThat(kind.pooler()).isPresent());
        assertThat(HostKind.DIRECT.isPooled()).isFalse();
        assertThat(HostKind.DIRECT.pooler()).isEmpty();
        assertThat(HostKind.NEON_POOLED.meaning()).contains("past the pooler");
    }

    @Test
    void theHostsOfAUrlAreItsNamesAndPorts() {
        var url = valid("postgresql://ann:pw@[::1]:5433,localhost,db.example.com:7/site");

        assertThat(url.hosts())
                .containsExactly(
                        new DatabaseUrl.Host("::1", 5433),
                        new DatabaseUrl.Host("localhost", 5432),
                        new DatabaseUrl.Host("db.example.com", 7));
        assertThat(url.hosts()).extracting(DatabaseUrl.Host::isLocal).containsExactly(true, true, false);
        assertThat(url.database()).isEqualTo("site");
    }

    @Test
    void ofSeveralHostsOnlyThePooledOneIsMadeDirect() {
        assertThat(valid("postgresql://ann:pw@ep-x-pooler.eu.neon.tech,my-pooler.example.com:7/site")
                        .direct())
                .hasToString("Optional[postgresql://ep-x.eu.neon.tech:5432,my-pooler.example.com:7/site]");
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
