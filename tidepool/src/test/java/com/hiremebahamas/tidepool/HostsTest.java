package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.network.NetworkFailure;
import com.hiremebahamas.tidepool.testkit.BlackHole;
import com.hiremebahamas.tidepool.testkit.ClosedPort;
import com.hiremebahamas.tidepool.testkit.FakePostgres;
import com.hiremebahamas.tidepool.testkit.MuteServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts that cannot be reached, each told apart, and lists of hosts of which one can.
class HostsTest {

    /// Short for what never answers, long for what does, which takes milliseconds.
    private static final PoolSettings SETTINGS = new PoolSettings(
            5, 5, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(2), Duration.ofSeconds(30));

    private static final String UNKNOWN = "no-such-host.invalid:5432";

    @Test
    @DisplayName("T35 of a list, the first host that answers is used, whatever is the matter with those before it")
    void theFirstHostThatAnswersIsUsed() {
        try (var server = FakePostgres.start();
                var closed = ClosedPort.open();
                var hole = BlackHole.open()) {
            var live = "127.0.0.1:" + server.port();
            for (var dead : new String[] {"127.0.0.1:" + closed.port(), "127.0.0.1:" + hole.port(), UNKNOWN}) {
                try (var tidepool = Tidepool.of(url(dead + "," + live), SETTINGS)) {
                    assertThat(tidepool.list("select 1", row -> 1)).as(dead).hasSize(1);
                }
            }
        }
    }

    @Test
    @DisplayName("T23 a closed port is refused, a silent one silent, an unknown name unknown")
    void whatIsTheMatterWithAHostIsTold() {
        try (var closed = ClosedPort.open();
                var hole = BlackHole.open();
                var mute = MuteServer.open()) {
            assertUnreachable("127.0.0.1:" + closed.port(), NetworkFailure.REFUSED, "refused the connection");
            assertUnreachable("127.0.0.1:" + hole.port(), NetworkFailure.SILENT, "did not answer within 1");
            assertUnreachable("127.0.0.1:" + mute.port(), NetworkFailure.SILENT, "accepted the connection and did not");
            assertUnreachable(UNKNOWN, NetworkFailure.UNKNOWN_HOST, "no-such-host.invalid is not known here");
        }
    }

    @Test
    @DisplayName("T23 of a list in which no host answers, each is told")
    void ofAListEachIsTold() {
        try (var closed = ClosedPort.open()) {
            var refused = "127.0.0.1:" + closed.port();

            assertUnreachable(UNKNOWN + "," + refused, NetworkFailure.REFUSED, "is not known here");
            assertUnreachable(refused + "," + UNKNOWN, NetworkFailure.UNKNOWN_HOST, refused + " refused");
        }
    }

    /// `N` refuses TLS, `S` begins it; then the server closes the connection.
    @ParameterizedTest(name = "T23 after {0}")
    @ValueSource(strings = {"", "S", "N"})
    @DisplayName("T23 a server that ends the connection before the sign-in has ended is unreachable, in TLS too")
    void aConnectionThatIsCutIsTold(String answer) throws IOException {
        try (var server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            var mode = answer.equals("S") ? "require" : "prefer";
            Thread.ofPlatform().daemon().start(() -> cut(server, answer));

            try (var tidepool = Tidepool.of(
                    DatabaseUrl.parse(
                            "postgresql://ann:pw@127.0.0.1:" + server.getLocalPort() + "/site?sslmode=" + mode),
                    SETTINGS)) {
                assertThat(failure(tidepool)).isInstanceOfSatisfying(DatabaseFailure.Unreachable.class, unreachable -> {
                    assertThat(unreachable.network()).isEqualTo(NetworkFailure.CUT);
                    assertThat(unreachable.message()).startsWith("The server ended the connection");
                });
            }
        }
    }

    @Test
    @DisplayName("T23 where there is no IPv6, a host that has nothing else is said to be so")
    void withoutIpv6AHostThatHasNothingElseIsSaidToBeSo(@TempDir Path folder) throws IOException {
        var hosts = Files.writeString(folder.resolve("hosts"), "2001:db8::1 db6\n127.0.0.1 localhost\n");
        var options = new String[] {"-Djava.net.preferIPv4Stack=true", "-Djdk.net.hosts.file=" + hosts};

        assertThat(ClientJvm.connect("postgresql://ann:pw@[2001:db8::1]/site", options))
                .startsWith("[2001:db8:0:0:0:0:0:1]:5432 has addresses of IPv6 alone, and this machine has no");
        assertThat(ClientJvm.connect("postgresql://ann:pw@db6/site", options))
                .contains("db6 is not known here", "it has no IPv6");
    }

    private static void assertUnreachable(String hosts, NetworkFailure network, String words) {
        try (var tidepool = Tidepool.of(url(hosts), SETTINGS)) {
            assertThat(failure(tidepool)).isInstanceOfSatisfying(DatabaseFailure.Unreachable.class, unreachable -> {
                assertThat(unreachable.network()).as(hosts).isEqualTo(network);
                assertThat(unreachable.message()).contains(words);
            });
            assertThat(tidepool.state())
                    .isInstanceOfSatisfying(
                            DatabaseState.Unreachable.class,
                            state -> assertThat(state.network()).isEqualTo(network));
        }
    }

    private static void cut(ServerSocket server, String answer) {
        while (true) {
            try (var client = server.accept()) {
                if (answer.isEmpty()) continue;
                client.getInputStream().readNBytes(8);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().read();
            } catch (IOException e) {
                if (server.isClosed()) return;
            }
        }
    }

    private static DatabaseFailure failure(Tidepool tidepool) {
        try {
            tidepool.list("select 1", row -> 1);
            throw new AssertionError("There is no database");
        } catch (DatabaseException e) {
            return e.failure();
        }
    }

    private static DatabaseUrl url(String hosts) {
        return DatabaseUrl.parse("postgresql://ann:pw@" + hosts + "/site?sslmode=disable");
    }
}
