package com.hiremebahamas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.WholeSite;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page and every read of the API, by links that collected parameters of others on their way.
class ForeignParametersTest {

    private static final List<String> STRANGERS = List.of(
            "utm_source=a&utm_source=b",
            "fbclid=IwAR0_-",
            "%zz",
            "x=%zz",
            "x=%",
            "%ff=%ff",
            "x=%ed%a0%80",
            "x=%00",
            "=&&==",
            "Limit=0&LIMIT=x",
            "x=\u00c3\u00a9",
            "x=<script>\"'|^`{}\\");

    private static final WholeSite SITE = new WholeSite(TestDatabase.empty());
    private static String token = "";

    @BeforeAll
    static void register() {
        token = SITE.register("Ann", "ann@example.com");
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    static Stream<String> addresses() {
        return SITE.routes().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring("GET ".length()).replaceAll("\\{[a-z]+}", "1"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theyChangeNothing(String address) {
        var expected = status(address);

        for (var stranger : STRANGERS) {
            assertThat(status(address + "?" + stranger)).as(stranger).isEqualTo(expected);
            assertThat(status(address + "?" + stranger + "&limit=5&limit=x&" + stranger))
                    .as(stranger)
                    .isEqualTo(expected);
        }
    }

    private static String status(String target) {
        int port = URI.create(SITE.http().origin()).getPort();
        try (var connection = RawConnection.to(port)) {
            var answer = connection
                    .send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: Bearer " + token + "\r\n\r\n")
                    .rest();
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("<script>\"");
            return answer.substring(0, answer.indexOf("\r\n"));
        }
    }
}
