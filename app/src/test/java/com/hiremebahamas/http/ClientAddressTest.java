package com.hiremebahamas.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.TestServer;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All requests of a test come from the loopback address.
class ClientAddressTest {

    @ParameterizedTest(name = "R16 {0} trusted, forwarded for {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "loopback | 203.0.113.7                            | 203.0.113.7",
                "loopback | 198.51.100.1, 203.0.113.7              | 203.0.113.7",
                "loopback | 203.0.113.7, 127.0.0.1                 | 203.0.113.7",
                "loopback | 203.0.113.7, 10.0.0.3                  | 10.0.0.3",
                "loopback,private | 198.51.100.1, 203.0.113.7, 10.0.0.3, fd00::3 | 203.0.113.7",
                "loopback,203.0.113.0/24 | 198.51.100.1, 203.0.113.7 | 198.51.100.1",
                "loopback | 2001:db8::7                            | 2001:db8:0:0:0:0:0:7",
                "loopback | nonsense                               | 127.0.0.1",
                "loopback | 203.0.113.7, nonsense                  | 127.0.0.1",
                "loopback | localhost                              | 127.0.0.1",
                "private  | 203.0.113.7                            | 127.0.0.1",
                "*        | 198.51.100.1, 203.0.113.7              | 198.51.100.1"
            })
    void theRightmostUntrustedAddressIsTheClient(String trusted, String forwarded, String client) {
        try (var server = TestServer.serving(
                TestServer.trusting(List.of(trusted.split(",", -1))),
                (_, answer) ->
                        answer.getWriter().print("<" + RequestContext.current().clientAddress() + ">"))) {
            assertThat(server.get("/", "X-Forwarded-For: " + forwarded)).endsWith("<" + client + ">");
        }
    }

    @Test
    @DisplayName("R16 a range contains its own addresses only")
    void aRangeContainsItsOwnAddressesOnly() throws Exception {
        var trusted = new TrustedProxies(List.of("10.1.0.0/16", "2001:db8::/33"));

        assertThat(trusted.contains(InetAddress.ofLiteral("10.1.255.255"))).isTrue();
        assertThat(trusted.contains(InetAddress.ofLiteral("10.2.0.0"))).isFalse();
        assertThat(trusted.contains(InetAddress.ofLiteral("2001:db8:7fff::1"))).isTrue();
        assertThat(trusted.contains(InetAddress.ofLiteral("2001:db8:8000::1"))).isFalse();
    }

    @Test
    @DisplayName("R16 a range has one address at least, and all of a family at most")
    void aRangeHasOneAddressAtLeastAndAllOfAFamilyAtMost() {
        var one = new TrustedProxies(List.of("203.0.113.7/32", "203.0.113.9"));
        var all = new TrustedProxies(List.of("0.0.0.0/0"));

        assertThat(List.of(7, 8, 9))
                .filteredOn(last -> one.contains(InetAddress.ofLiteral("203.0.113." + last)))
                .containsExactly(7, 9);
        assertThat(all.contains(InetAddress.ofLiteral("255.255.255.255"))).isTrue();
        assertThat(all.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
        assertThat(all.trustsAll()).isFalse();
        assertThat(new TrustedProxies(List.of("*")).trustsAll()).isTrue();
    }

    @Test
    void anUnreadableRuleTrustsNoProxyAndIsReported() {
        var rules = List.of("10.0.0.0/33", "10.0.0.0/-1", "/8", "proxy.example.com", "10.0.0.1/x");

        assertThat(new TrustedProxies(rules).unreadable()).isEqualTo(rules);
    }
}
