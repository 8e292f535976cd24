package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the parameters of a URL become for the driver.
class UrlParametersTest {

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
    void encryptionIsRequiredForOtherMachines(String host, String mode) {
        assertThat(valid("postgresql://ann:pw@" + host + "/site").properties().getOrDefault("sslmode", ""))
                .isEqualTo(mode);
    }

    @ParameterizedTest(name = "T33 {0}: {1} warnings")
    @CsvSource({
        "db.example.com/site?sslmode=disable, 1",
        "db.example.com/site?sslmode=prefer, 1",
        "db.example.com/site?ssl=false, 1",
        "db.example.com/site?ssl=false&sslmode=require, 0",
        "db.example.com/site?sslmode=verify-full, 0",
        "db.example.com/site, 0",
        "localhost/site?sslmode=disable, 0"
    })
    void aWeakTlsModeIsKeptWithANote(String place, int warnings) {
        assertThat(valid("postgresql://ann:pw@" + place).notes())
                .filteredOn(note -> note.contains("unencrypted"))
                .hasSize(warnings);
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
    void libpqParametersBecomeDriverProperties(String parameter, String name, String value) {
        assertThat(valid("postgresql://ann:pw@h/site?" + parameter).properties())
                .containsEntry(name, value);
    }

    @Test
    @DisplayName("T31 the driver's own properties pass, but for those that Tidepool sets")
    void theDriversOwnPropertiesPass() {
        var url = valid("jdbc:postgresql://localhost/site?user=ann&tcpNoDelay=true&sslmode=require"
                + "&channelBinding=require&socketTimeout=5");

        assertThat(url.properties())
                .isEqualTo(Map.of("tcpNoDelay", "true", "sslmode", "require", "channelBinding", "require"));
        assertThat(url.notes()).hasSize(1);
    }

    @Test
    void theNumberOfRunsBeforeAStatementIsNamedCanBeSet() {
        assertThat(valid("postgresql://ann:pw@localhost/site?prepareThreshold=0")
                        .properties())
                .isEqualTo(Map.of("prepareThreshold", "0"));
        assertThat(DatabaseUrl.parse("postgresql://ann:pw@localhost/site?prepareThreshold=often"))
                .isInstanceOfSatisfying(
                        DatabaseUrl.Invalid.class,
                        invalid -> assertThat(invalid.problem()).contains("prepareThreshold must be a whole number"));
    }

    @ParameterizedTest(name = "T32 {0} is left out and named")
    @ValueSource(strings = {"pgbouncer", "connection_limit", "statement_cache_size", "pool_timeout", "supa"})
    void parametersOfOtherProgramsAreLeftOutAndNamed(String name) {
        var url = valid("postgresql://ann:pw@h/site?" + name + "=1");

        assertThat(url.properties()).doesNotContainKey(name);
        assertThat(url.notes()).singleElement().asString().contains(name);
    }

    private static DatabaseUrl.Valid valid(String text) {
        var url = DatabaseUrl.parse(text);
        assertThat(url).isInstanceOf(DatabaseUrl.Valid.class);
        return (DatabaseUrl.Valid) url;
    }
}
