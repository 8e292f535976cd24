package com.hiremebahamas.http.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.testing.TestServer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SharedAddressWarningTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(SharedAddressWarning.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SharedAddressWarning warning = new SharedAddressWarning(true);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "104.22.17.40", "fd00::3", "127.0.0.1"})
    @DisplayName("R25 many clients that seem to come from a known proxy are told of once")
    void manyClientsOfOneProxyAreToldOfOnce(String proxy) {
        for (int i = 0; i < 60; i++) request(proxy, "203.0.113." + i);

        assertThat(lines.list).singleElement().asString().contains("20 clients", "FORWARDED_FROM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.200", "2001:db8::7"})
    @DisplayName("R25 what a client writes about itself is no reason to warn")
    void whatAClientWritesIsNoReason(String client) {
        for (int i = 0; i < 60; i++) request(client, "198.51.100." + i);

        assertThat(lines.list).isEmpty();
    }

    @Test
    @DisplayName("R25 Vercel, whose addresses are not published, is known by what it adds")
    void vercelIsKnownByWhatItAdds() {
        for (int i = 0; i < 60; i++) {
            var headers = HttpFields.build().add("X-Forwarded-For", "203.0.113." + i + ", 76.76.21.9");
            warning.check(ClientAddress.of("76.76.21.9"), headers.add("X-Vercel-Id", "iad1::x" + i));
        }

        var proven = new SharedAddressWarning(false);
        for (int i = 0; i < 60; i++) {
            var headers = HttpFields.build().add("X-Forwarded-For", "203.0.113." + i + ", 76.76.21.9");
            proven.check(ClientAddress.of("76.76.21.9"), headers.add("X-Vercel-Id", "iad1::x" + i));
        }

        assertThat(proven.warnings())
                .as("anyone can write the number of a request")
                .isEmpty();
        assertThat(lines.list).hasSize(1);
        assertThat(warning.warnings()).singleElement().asString().contains("FORWARDED_FROM");
    }

    @Test
    @DisplayName("R25 the server tells what its requests have shown")
    void theServerTellsWhatItsRequestsHaveShown() {
        var none = TestServer.behind(new Settings.Forwarded(List.of("none"), Optional.empty(), false));
        try (var server = TestServer.serving(none, (_, _) -> {})) {
            for (int i = 0; i < 19; i++) server.get("/", "X-Forwarded-For: 203.0.113." + i);
            assertThat(server.http().warnings()).isEmpty();

            server.get("/", "X-Forwarded-For: 203.0.113.19");
            assertThat(server.http().warnings()).hasSize(1);
        }
    }

    @Test
    @DisplayName("R25 a private network of few people is no reason to warn")
    void fewPeopleAreNoReason() {
        for (int i = 0; i < 60; i++) {
            request("10.1.2.3", "203.0.113." + i % 19);
            request("10.1.2.3", "203.0.113.1:" + (4000 + i));
            request("10.1.2.3", "10.1.2.3");
            request("10.1.2.3", "nonsense" + i);
            warning.check(ClientAddress.of("10.1.2." + i), HttpFields.EMPTY);
        }

        assertThat(lines.list).isEmpty();
        assertThat(warning.warnings()).isEmpty();
    }

    private void request(String client, String forwarded) {
        warning.check(ClientAddress.of(client), HttpFields.build().add("X-Forwarded-For", forwarded));
    }
}
