package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.testing.RawConnection;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Slow and hostile clients of every kind at the same time, against the packaged program with its own heap.
class SlowClientsIT {

    private static final int MAX_BODY = 256 * 1024;
    private static final String LIST = "GET /jobs HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<RawConnection> slow = new ArrayList<>();

    @Test
    @DisplayName("R24 clients that fill every bound at the same time neither stop the program nor its other clients")
    void slowClientsStopNobody() {
        try (var server = PostgresServer.start()) {
            var url = server.url(server.createDatabase());
            try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", url))) {
                assertThat(migration.exitCode()).isZero();
            }
            var demo = List.of("demo", "--yes", "--jobs", "2000");
            try (var filling = PackagedProgram.start(demo, Map.of("DATABASE_URL", url))) {
                assertThat(filling.exitCode()).as(filling.all()).isZero();
            }
            try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url, "KEEP_ALIVE", "600"))) {
                comeAndGo(program.port());
                fillTheCache(program);
                attack(program.port());

                for (int i = 0; i < 20; i++) assertOthersAreServed(program, i);
                program.terminate();
                assertThat(program.exitCode()).isZero();
            } finally {
                slow.forEach(RawConnection::close);
            }
        }
    }

    /// Nothing may keep what connections have sent when they are gone: 20,000 heads are twice the heap.
    private static void comeAndGo(int port) {
        var head = "GET /jobs HTTP/1.1\r\nHost: a\r\nX-Slow: " + "a".repeat(12_000);
        for (int i = 0; i < 20_000; i++) {
            try (var connection = RawConnection.to(port)) {
                connection.send(head);
            } catch (UncheckedIOException e) {
                // closed to make room
            }
        }
    }

    /// Some 50 kB each.
    private static void fillTheCache(PackagedProgram program) {
        for (int i = 1; i <= 50; i++) {
            for (var island : List.of("new-providence", "grand-bahama", "exuma", "abaco"))
                assertThat(program.status("/api/jobs?limit=" + (50 + i) + "&island=" + island))
                        .isEqualTo(200);
        }
    }

    /// Each kind from one address, and from as many as there are connections.
    private void attack(int port) {
        var head = "GET /jobs HTTP/1.1\r\nHost: a\r\nX-Slow: " + "a".repeat(12_000);
        var form = "email=a&display_name=" + "%22".repeat(MAX_BODY / 3 - 20);
        open(1500, _ -> RawConnection.to(port), _ -> head);
        open(500, _ -> RawConnection.to(port), _ -> "");
        open(200, _ -> RawConnection.to(port), i -> post("/sign-in", MAX_BODY, i % 2 * i) + "a".repeat(MAX_BODY - 1));
        open(100, _ -> RawConnection.to(port), i -> post("/sign-in", 2 * MAX_BODY, i % 2 * i) + "a");
        open(100, _ -> RawConnection.reluctantTo(port), i -> post("/register", form.length(), i % 2 * i) + form);
        open(300, _ -> RawConnection.reluctantTo(port), _ -> LIST.repeat(20));
        // Wrong passwords, which wait for the hasher and then for their time, in bodies of the largest size.
        var signIn = "email=nobody@example.com&password=wrong+password&rest=";
        open(
                60,
                _ -> RawConnection.to(port),
                i -> post("/sign-in", MAX_BODY, i) + signIn + "a".repeat(MAX_BODY - signIn.length()));
        open(200, _ -> RawConnection.to(port), i -> LIST.replace("/jobs", "/api/jobs?q=work+" + i));
    }

    private static void assertOthersAreServed(PackagedProgram program, int number) {
        assertThat(program.status("/health")).isEqualTo(200);
        assertThat(program.status("/jobs")).isEqualTo(200);
        assertThat(program.status("/api/jobs?q=bartender" + number)).isEqualTo(200);
        var registered = program.post(
                "/api/auth/register",
                "{\"email\":\"ann%s@example.com\",\"password\":\"conch salad 1973\",\"display_name\":\"Ann\"}"
                        .formatted(number),
                "X-Forwarded-For",
                "203.0.113." + number);
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    }

    /// The program may close it while it still sends.
    private void open(int count, IntFunction<RawConnection> connect, IntFunction<String> bytes) {
        for (int i = 0; i < count; i++) {
            var connection = connect.apply(i);
            slow.add(connection);
            try {
                connection.send(bytes.apply(i));
            } catch (UncheckedIOException e) {
                // closed to make room
            }
        }
    }

    /// @param client the last part of its address, behind a proxy
    private static String post(String path, int length, int client) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: 198.51.100." + client + "\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }
}
