package com.hiremebahamas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How values are read, whatever left its marks on them.
class SettingsTest {

    /// Name and example of a row of docs/settings.md.
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|.*\\| (?:`([^`|]+)`)? ?\\|$");

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("examples")
    void quotesAndSpacesAroundAnyValueAreLeftOut(String name, String example) {
        var plain = read(name, example);

        for (var quote : new String[] {"\"", "'"}) {
            for (var marked :
                    new String[] {quote + example + quote, " " + quote + " " + example + " " + quote + "\r\n"})
                assertThat(read(name, marked)).isEqualTo(plain);
            assertThat(read(name, quote + quote)).isEqualTo(read(name, ""));
        }
    }

    /// A value of the setting's own kind, and none that is the default by chance.
    static Stream<Arguments> examples() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/settings.md")))
                .results()
                .map(row -> Arguments.of(row.group(1), row.group(2) == null ? "s3cret" : row.group(2)));
    }

    /// The settings, or the problems.
    private static Object read(String name, String value) {
        return switch (Settings.from(Map.of(name, value)::get)) {
            case Settings.Reading.Valid valid -> withoutNotes(valid.settings());
            case Settings.Reading.Invalid invalid -> invalid.problems();
        };
    }

    /// The URL of a database has its own note about quotes.
    private static String withoutNotes(Settings settings) {
        return settings.toString()
                + settings.redisUrl().map(Secret::value)
                + settings.access().readyDbToken().map(Secret::value)
                + settings.access().metricsToken().map(Secret::value)
                + settings.http().forwarded().edgeSecret().map(Secret::value);
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, OFF",
        "NONE, OFF",
        "ERROR, ERROR",
        "SEVERE, ERROR",
        "FATAL, ERROR",
        "CRITICAL, ERROR",
        "WARN, WARNING",
        "WARNING, WARNING",
        "INFO, INFO",
        "NOTICE, INFO",
        "INFORMATION, INFO",
        "DEBUG, DEBUG",
        "CONFIG, DEBUG",
        "FINE, DEBUG",
        "VERBOSE, DEBUG",
        "TRACE, TRACE",
        "FINER, TRACE",
        "FINEST, TRACE",
        "ALL, ALL"
    })
    void theLevelsOfOtherLogsAreUnderstoodInAnyCase(String word, Level level) {
        for (var spelling : new String[] {
            word,
            word.toLowerCase(Locale.ROOT),
            word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT)
        }) {
            assertThat(Settings.from(Map.of("LOG_LEVEL", spelling)::get))
                    .isInstanceOfSatisfying(
                            Settings.Reading.Valid.class,
                            valid -> assertThat(valid.settings().log().level()).isEqualTo(level));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "1, true",
        "yes, true",
        "On, true",
        "false, false",
        "0, false",
        "No, false",
        "off, false"
    })
    void aSwitchIsReadAsPeopleWriteIt(String word, boolean on) {
        assertThat(Settings.from(Map.of("DB_ECHO", word)::get))
                .isInstanceOfSatisfying(
                        Settings.Reading.Valid.class,
                        valid -> assertThat(valid.settings().database().echo()).isEqualTo(on));
    }

    @ParameterizedTest
    @CsvSource({
        "development, '', 127.0.0.1",
        "production, '', 0.0.0.0",
        "development, 0.0.0.0, 0.0.0.0",
        "production, 127.0.0.1, 127.0.0.1",
        "production, localhost, 127.0.0.1",
        "production, ::1, 0:0:0:0:0:0:0:1"
    })
    void developmentIsReachedFromThisMachineAlone(String environment, String value, String address) {
        assertThat(Settings.from(Map.of("ENVIRONMENT", environment, "LISTEN_ADDRESS", value)::get))
                .isInstanceOfSatisfying(
                        Settings.Reading.Valid.class,
                        valid -> assertThat(valid.settings().http().listenAddress())
                                .isEqualTo(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "*", "127.0.0.1:80", "1.2.3.4.5", "[::1"})
    void anAddressIsAnAddress(String value) {
        assertThat(Settings.from(Map.of("LISTEN_ADDRESS", value)::get).problems())
                .singleElement()
                .asString()
                .contains("LISTEN_ADDRESS is '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hiremebahamas.com, no-reply@hiremebahamas.com",
        "http://127.0.0.1:8080, no-reply@localhost",
        "http://[::1]:8080, no-reply@localhost"
    })
    void mailComesFromTheHostThatPeopleSee(String origin, String sender) {
        assertThat(Settings.from(Map.of("PUBLIC_ORIGIN", origin)::get))
                .isInstanceOfSatisfying(
                        Settings.Reading.Valid.class,
                        valid -> assertThat(valid.settings().mail().from())
                                .hasToString("HireMeBahamas <" + sender + ">"));
    }

    @ParameterizedTest
    @CsvSource({"MAIL_FROM, HireMeBahamas", "MAIL_FROM, a@b <c@d>x", "MAIL_REPLY_TO, help"})
    void aSenderIsAnAddress(String name, String value) {
        assertThat(Settings.from(Map.of(name, value)::get).problems())
                .singleElement()
                .asString()
                .contains(name + " is '" + value + "': use an address, such as ");
    }

    @Test
    @DisplayName("R2 a bad address of the mail server is no complaint, and is not shown")
    void aBadAddressOfTheMailServerIsNoComplaint() {
        var reading = Settings.from(Map.of("MAIL_URL", "smtp://canary-7391@mail.example.com")::get);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.entries().toString())
                .contains("MAIL_URL, value=invalid")
                .doesNotContain("canary-7391");
    }

    @ParameterizedTest
    @CsvSource({"LOG_LEVEL, loud", "DB_ECHO, maybe", "LOG_FORMAT, xml", "ENVIRONMENT, live"})
    void anyOtherWordIsRefusedWithThoseThatAreAllowed(String name, String word) {
        assertThat(Settings.from(Map.of(name, word)::get).problems())
                .singleElement()
                .asString()
                .contains(name + " is '" + word + "': use one of ");
    }
}
