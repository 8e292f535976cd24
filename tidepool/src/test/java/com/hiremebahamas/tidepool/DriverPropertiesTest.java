package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.DatabaseFailure.Misconfigured;
import com.hiremebahamas.tidepool.testkit.FakePostgres;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGProperty;

/// What a property of the driver does to a connection when its value is nonsense.
class DriverPropertiesTest {

    /// A name to look up, and where the server is and who signs in.
    private static final Set<String> NO_NONSENSE = Set.of("localSocketAddress", "user", "password");

    private static final FakePostgres SERVER = FakePostgres.start();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    static Stream<String> properties() {
        return Stream.of(PGProperty.values()).map(PGProperty::getName).filter(name -> !NO_NONSENSE.contains(name));
    }

    @ParameterizedTest(name = "T23 {0}")
    @MethodSource("properties")
    @DisplayName("T23 a value that the driver refuses is misconfigured, not unreachable")
    void aValueThatTheDriverRefusesIsMisconfigured(String name) {
        if (!(DatabaseUrl.parse(SERVER.url() + "&" + name + "=nonsense") instanceof DatabaseUrl.Valid url)) return;
        try (var connection = Tidepool.unpooled(url, Duration.ofSeconds(60)).getConnection()) {
            assertThat(connection.isClosed()).isFalse();
        } catch (SQLException e) {
            assertThat(ConnectFailureClassifier.failure(e)).as(e.toString()).isInstanceOf(Misconfigured.class);
        }
    }
}
