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

    private final List<RawConnection> slow = new ArrayList<>();

    @Test
    @DisplayName("R24 clients that fill every bound at the same time neither stop the program nor its other clients")
    void slowClientsStopNobody() {
        try (var server = PostgresServer.start()) {
            var url = server.url(server.createDatabase());
            try (var migration = PackagedProgram.start(List.of("migrate"), Map.of("DATABASE_URL", url))) {
                assertThat(migration.exitCode()).isZero();
            }
            try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url, "KEEP_ALIVE", "600"))) {
                comeAndGo(program.port());
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

    private void attack(int port) {
        var head = "GET /jobs HTTP/1.1\r\nHost: a\r\nX-Slow: " + "a".repeat(12_000);
        var form = "email=a&display_name=" + "%22".repeat(MAX_BODY / 3 - 20);
        open(1500, _ -> RawConnection.to(port), head);
        open(500, _ -> RawConnection.to(port), "");
        open(200, _ -> RawConnection.to(port), post("/sign-in", MAX_BODY) + "a".repeat(MAX_BODY - 1));
        open(100, _ -> RawConnection.reluctantTo(port), post("/register", form.length()) + form);
        open(300, _ -> RawConnection.reluctantTo(port), "GET /jobs HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20));
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
    private void open(int count, IntFunction<RawConnection> connect, String bytes) {
        for (int i = 0; i < count; i++) {
            var connection = connect.apply(i);
            slow.add(connection);
            try {
                connection.send(bytes);
            } catch (UncheckedIOException e) {
                // closed to make room
            }
        }
    }

    private static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }
}
