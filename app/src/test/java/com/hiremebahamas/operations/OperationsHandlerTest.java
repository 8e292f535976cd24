package com.hiremebahamas.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.Secret;
import com.hiremebahamas.operations.OperationsHandler.Access;
import com.hiremebahamas.operations.OperationsHandler.Content;
import com.hiremebahamas.operations.OperationsHandler.Endpoint;
import com.hiremebahamas.testing.TestServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsHandlerTest {

    private final TestServer server = TestServer.starting();

    OperationsHandlerTest() {
        server.start(
                (_, answer) -> answer.setStatus(418),
                new OperationsHandler(
                        new Endpoint("/open", new Access.Open(), () -> Content.json(200, "{}")),
                        new Endpoint("/failing", new Access.Open(), () -> Content.json(503, "{}")),
                        new Endpoint("/closed", new Access.Closed(), () -> Content.json(200, "{}")),
                        new Endpoint(
                                "/secret",
                                new Access.BearerToken(new Secret("canary-7391")),
                                () -> Content.json(200, "{}"))),
                (_, _) -> {});
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource({
        "/open, none, 200",
        "/failing, none, 503",
        "/closed, none, 404",
        "/closed, Bearer canary-7391, 404",
        "/secret, none, 404",
        "/secret, Bearer wrong, 404",
        "/secret, Bearer canary-7391x, 404",
        "/secret, canary-7391, 404",
        "/secret, Basic canary-7391, 404",
        "/secret, Bearer canary-7391, 200",
        "/secret, bearer canary-7391, 200",
        "/secret, BEARER   canary-7391, 200",
        "/other, none, 418"
    })
    void withoutAccessAnEndpointDoesNotExist(String path, String authorization, int status) {
        assertThat(server.get(path, "Authorization: " + authorization)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void anEndpointIsReadOnly() {
        assertThat(server.send("POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD\r\n");
    }

    @ParameterizedTest(name = "R12 token {0}, production {1}: {2}")
    @CsvSource({"false, false, Open", "false, true, Closed", "true, false, BearerToken", "true, true, BearerToken"})
    @DisplayName("R12 without a token an endpoint is closed in production and open elsewhere")
    void theTokenDecides(boolean token, boolean production, String audience) {
        var secret = token ? Optional.of(new Secret("t")) : Optional.<Secret>empty();

        assertThat(Access.of(secret, production).getClass().getSimpleName()).isEqualTo(audience);
    }
}
