package com.hiremebahamas.http.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.Secret;
import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.http.proxies.ClientAddress.Share;
import com.hiremebahamas.testing.TestServer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final String SECRET = "a-secret-of-the-edge";

    @ParameterizedTest(name = "R16 {0}: {1} forwards for {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "none                    | 10.0.0.1  | 203.0.113.7                             | 10.0.0.1",
                "loopback                | 127.0.0.1 | 203.0.113.7                             | 203.0.113.7",
                "loopback                | 127.0.0.1 | 198.51.100.1, 203.0.113.7               | 203.0.113.7",
                "loopback                | 127.0.0.1 | 203.0.113.7, 127.0.0.1                  | 203.0.113.7",
                "loopback                | 127.0.0.1 | 203.0.113.7, 10.0.0.3                   | 10.0.0.3",
                "loopback                | 127.0.0.1 | 2001:db8::7                             | 2001:db8:0:0:0:0:0:7",
                "loopback                | 127.0.0.1 | nonsense                                | 127.0.0.1",
                "loopback                | 127.0.0.1 | 203.0.113.7, nonsense                   | 127.0.0.1",
                "loopback                | 127.0.0.1 | localhost                               | 127.0.0.1",
                "loopback                | 127.0.0.1 |                                         | 127.0.0.1",
                "loopback,private        | 10.0.0.3  | 198.51.100.1, 203.0.113.7               | 203.0.113.7",
                "loopback,private        | fd00::3   | 198.51.100.1, 203.0.113.7               | 203.0.113.7",
                "loopback,private        | 10.0.0.3  | 198.51.100.1, 10.0.0.9                  | 10.0.0.9",
                "loopback,private        | 127.0.0.1 | 198.51.100.1, 10.0.0.9                  | 10.0.0.9",
                "loopback,private        | 10.0.0.5  | 198.51.100.1, 10.0.0.5                  | 10.0.0.5",
                "loopback,private        | 10.0.0.5  | 198.51.100.1, 10.0.0.5, 10.0.0.5        | 10.0.0.5",
                "Loopback,PRIVATE        | 10.0.0.5  | 198.51.100.1, 203.0.113.7               | 203.0.113.7",
                "loopback                | 127.0.0.1 | \"                                      | 127.0.0.1",
                "loopback                | 127.0.0.1 | \", 203.0.113.7                         | 203.0.113.7",
                "loopback                | 127.0.0.1 | \"203.0.113.7, \"                       | 127.0.0.1",
                "private                 | 198.51.100.4 | 203.0.113.7                          | 198.51.100.4",
                "private,10.0.0.0/8      | 10.0.0.3  | 203.0.113.7, 10.0.0.9                   | 203.0.113.7",
                "loopback,203.0.113.0/24 | 127.0.0.1 | 198.51.100.1, 203.0.113.7               | 198.51.100.1",
                "*                       | 8.8.8.8   | 198.51.100.1, 203.0.113.7               | 198.51.100.1",
                "cloudflare              | 172.70.1.1 | 198.51.100.1, 203.0.113.7      | 203.0.113.7 via 172.70.1.1",
                "cloudflare | 127.0.0.1 | 198.51.100.1, 203.0.113.7, 172.70.1.1 | 203.0.113.7 via 172.70.1.1",
                "cloudflare              | 8.8.8.8   | 203.0.113.7                             | 8.8.8.8",
                "render                  | 10.1.2.3  | 203.0.113.7, 104.22.17.40               | 203.0.113.7",
                "Render                  | 127.0.0.1 | 203.0.113.7, 104.22.17.40               | 203.0.113.7",
                "render                  | 10.1.2.3  | 203.0.113.7, 172.70.247.28, 10.19.6.53  | 203.0.113.7",
                "render                  | 10.1.2.3  | 198.51.100.1,203.0.113.7, 104.22.17.40  | 203.0.113.7",
                "render                  | 10.1.2.3  | 1.1.1.1, 203.0.113.7, 172.70.247.28, 10.19.6.53 | 203.0.113.7",
                "render                  | 10.1.2.3  | 203.0.113.7:4711, 104.22.17.40          | 203.0.113.7",
                "render                  | 10.1.2.3  | [2001:db8::7]:4711, 2606:4700::6810:1   | 2001:db8:0:0:0:0:0:7",
                "render                  | 10.1.2.3  | \"203.0.113.7:4711\", \"104.22.17.40\"      | 203.0.113.7",
                "render | 10.1.2.3 | \"[2001:db8::7]\", 104.22.17.40 | 2001:db8:0:0:0:0:0:7",
                "render                  | 10.1.2.3  | 203.0.113.7                             | 203.0.113.7",
                "render                  | 10.1.2.3  | 198.51.100.1, 203.0.113.7               | 203.0.113.7",
                "render                  | 10.1.2.3  | 198.51.100.1, 10.0.0.9                  | 10.0.0.9",
                "render                  | 10.1.2.3  |                                         | 10.1.2.3",
                "render                  | 8.8.8.8   | 203.0.113.7, 104.22.17.40               | 8.8.8.8",
                "render                  | 10.1.2.3  | 198.51.100.1, 104.28.0.1, 104.22.17.40  | 104.28.0.1",
                "render                  | 10.1.2.3  | 1.1.1.1, 2a06:98c0::1, 104.22.17.40 | 2a06:98c0:0:0:0:0:0:1",
                "vercel+render           | 10.1.2.3  | 203.0.113.7, 104.22.17.40               | 203.0.113.7",
                "vercel+render           | 10.1.2.3  | 198.51.100.1, 203.0.113.7, 104.22.17.40 | 203.0.113.7",
                "vercel+render           | 10.1.2.3  | 203.0.113.7                             | 203.0.113.7"
            })
    void theLastAddressThatAKnownProxyHasSeenIsTheClient(String from, String peer, String forwarded, String client) {
        assertThat(client(from, Optional.empty(), peer, "X-Forwarded-For", forwarded))
                .hasToString(client);
    }

    @ParameterizedTest(name = "R16 forged entries of a known edge and of private networks change nothing behind {0}")
    @CsvSource({
        "none, 10.1.2.3, ''",
        "'loopback,private', 10.1.2.3, '203.0.113.7'",
        "cloudflare, 172.70.1.1, '203.0.113.7'",
        "render, 10.1.2.3, '203.0.113.7, 104.22.17.40'",
        "render, 10.1.2.3, '203.0.113.7, 104.22.17.40, 10.19.6.53'",
        "vercel+render, 10.1.2.3, '203.0.113.7, 104.22.17.40'"
    })
    void forgedEntriesChangeNothing(String from, String peer, String written) {
        var honest = client(from, Optional.empty(), peer, "X-Forwarded-For", written);
        for (var forged : List.of(
                "198.51.100.1",
                "10.0.0.9",
                "127.0.0.1",
                "104.22.17.40",
                "198.51.100.1, 104.22.17.40",
                "198.51.100.1, 104.22.17.40, 10.0.0.9",
                "198.51.100.1, 10.0.0.9, 10.0.0.9",
                "nonsense"))
            assertThat(client(from, Optional.empty(), peer, "X-Forwarded-For", forged + ", " + written))
                    .as(forged)
                    .isEqualTo(honest);
    }

    @Test
    @DisplayName("R25 Vercel that proves itself by its secret names the client")
    void vercelThatProvesItselfNamesTheClient() {
        var chain = "203.0.113.7, 76.76.21.9, 104.22.17.40";
        var secret = Optional.of(new Secret(SECRET));

        assertThat(client("vercel+render", secret, "10.1.2.3", "X-Forwarded-For", chain, "X-Edge-Secret", SECRET))
                .hasToString("203.0.113.7");
        assertThat(client("vercel+render", secret, "10.1.2.3", "X-Forwarded-For", chain, "X-Edge-Secret", "wrong"))
                .hasToString("76.76.21.9");
        assertThat(client(
                        "vercel+render",
                        secret,
                        "10.1.2.3",
                        "X-Forwarded-For",
                        chain,
                        "X-Vercel-Forwarded-For",
                        "203.0.113.7"))
                .hasToString("76.76.21.9");
        assertThat(client("render", secret, "10.1.2.3", "X-Forwarded-For", chain, "X-Edge-Secret", SECRET))
                .hasToString("76.76.21.9");
    }

    /// A Worker of another customer, which writes what it likes, comes from the same networks.
    @Test
    @DisplayName("R25 Cloudflare that proves itself by its secret names the client, and a Worker does not")
    void cloudflareThatProvesItselfNamesTheClient() {
        var secret = Optional.of(new Secret(SECRET));
        for (var forwarded : List.of("203.0.113.7", "198.51.100.1, 203.0.113.7")) {
            assertThat(client(
                            "cloudflare", secret, "172.68.1.1", "X-Forwarded-For", forwarded, "X-Edge-Secret", SECRET))
                    .hasToString("203.0.113.7");
            assertThat(client("cloudflare", secret, "172.68.1.1", "X-Forwarded-For", forwarded))
                    .hasToString("172.68.1.1");
            assertThat(client("cloudflare", Optional.empty(), "172.68.1.1", "X-Forwarded-For", forwarded)
                            .shares())
                    .extracting(Share::key)
                    .containsExactly("203.0.113.7@172.68.1.1", "@172.68.1.1");
        }
    }

    @Test
    @DisplayName("R25 without a secret, the address that Vercel names is a claim")
    void withoutASecretWhatVercelSaysIsAClaim() {
        var claim = client(
                "vercel+render",
                Optional.empty(),
                "10.1.2.3",
                "X-Forwarded-For",
                "203.0.113.7, 76.76.21.9, 104.22.17.40",
                "X-Vercel-Forwarded-For",
                "203.0.113.7");

        assertThat(claim).hasToString("203.0.113.7 via 76.76.21.9");
        assertThat(claim.host()).isEqualTo("203.0.113.7@76.76.21.9");
        assertThat(claim.network()).isEqualTo("@76.76.21.9");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1, 192.0.2.1",
        "2001:db8:1:2::1, 20010db800010002/64, 20010db80001/48",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64, 20010db80001/48",
        "2001:db8:1:3::1, 20010db800010003/64, 20010db80001/48"
    })
    @DisplayName("R25 an IPv4 address, or an IPv6 /64 within its /48, is one client")
    void anIpv4AddressOrAnIpv6NetworkIsOneClient(String address, String host, String network) {
        assertThat(ClientAddress.of(address).host()).isEqualTo(host);
        assertThat(ClientAddress.of(address).network()).isEqualTo(network);
    }

    @Test
    @DisplayName("R16 a range contains its own addresses only")
    void aRangeContainsItsOwnAddressesOnly() {
        var ranges = new ProxyList(List.of("10.1.0.0/16", "2001:db8::/33", "203.0.113.7/32", "203.0.113.9"), false);

        assertThat(List.of("10.1.0.0", "10.1.255.255", "2001:db8:7fff::1", "203.0.113.7", "203.0.113.9"))
                .allMatch(address -> ranges.isProxy(InetAddress.ofLiteral(address)));
        assertThat(List.of("10.0.255.255", "10.2.0.0", "2001:db8:8000::1", "203.0.113.6", "203.0.113.8"))
                .noneMatch(address -> ranges.isProxy(InetAddress.ofLiteral(address)));
        var all = new ProxyList(List.of("0.0.0.0/0"), false);
        assertThat(all.isProxy(InetAddress.ofLiteral("255.255.255.255"))).isTrue();
        assertThat(all.isProxy(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "render, 10.1.2.3, true",
        "render, 127.0.0.1, true",
        "render, 104.22.17.40, false",
        "vercel+render, fd00::1, true",
        "vercel+render, 76.76.21.9, false",
        "cloudflare, 104.22.17.40, true",
        "cloudflare, 10.1.2.3, true",
        "cloudflare, 203.0.113.7, false",
        "none, 127.0.0.1, false"
    })
    @DisplayName("R25 the peer of a preset is the proxy next to the server")
    void thePeerOfAPresetIsItsInnermostProxy(String preset, String peer, boolean isProxy) {
        assertThat(proxies(preset, Optional.empty()).isProxy(InetAddress.ofLiteral(peer)))
                .isEqualTo(isProxy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "/8",
                "proxy.example.com",
                "10.0.0.1/x",
                "render,vercel",
                "render,10.0.0.0/8",
                "*",
                "vercel+render",
                "cloudflare"
            })
    @DisplayName("R25 what cannot be used, or should not, is told in the log")
    void whatCannotBeUsedIsTold(String from) {
        assertThat(proxies(from, Optional.empty()).warnings())
                .isNotEmpty()
                .first()
                .asString()
                .contains("_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "render", "loopback,private", "Loopback,Private", "10.0.0.0/8"})
    @DisplayName("R25 of what is fine nothing is told")
    void ofWhatIsFineNothingIsTold(String from) {
        assertThat(proxies(from, Optional.empty()).warnings()).isEmpty();
        for (var edge : List.of("vercel+render", "cloudflare"))
            assertThat(proxies(edge, Optional.of(new Secret(SECRET))).warnings())
                    .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'loopback,private', true", "none, true", "render, false", "vercel+render, false"})
    @DisplayName("R25 on Render it is told when the setting does not name Render")
    void onRenderTheSettingNamesRender(String from, boolean told) {
        var settings = new Settings.Forwarded(List.of(from.split(",", -1)), Optional.of(new Secret(SECRET)), true);

        assertThat(Proxies.of(settings).warnings()).hasSize(told ? 1 : 0);
    }

    @Test
    @DisplayName("R25 the server asks its proxies")
    void theServerAsksItsProxies() {
        var behind = TestServer.behind(new Settings.Forwarded(List.of("render"), Optional.empty(), false));
        try (var server = TestServer.serving(
                behind,
                (_, answer) ->
                        answer.getWriter().print("<" + RequestContext.current().client() + ">"))) {
            assertThat(server.get("/", "X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.7, 104.22.17.40"))
                    .endsWith("<203.0.113.7>");
        }
    }

    private static ClientAddress client(String from, Optional<Secret> secret, String peer, String... headers) {
        var fields = HttpFields.build();
        for (int i = 0; i < headers.length; i += 2) if (headers[i + 1] != null) fields.add(headers[i], headers[i + 1]);
        return proxies(from, secret).client(InetAddress.ofLiteral(peer), fields);
    }

    private static Proxies proxies(String from, Optional<Secret> secret) {
        return Proxies.of(new Settings.Forwarded(List.of(from.split(",", -1)), secret, false));
    }
}
