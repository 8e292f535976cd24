package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/// One way to hurt a server without an account, or with one. Counts are ten times those that once ended the
/// process or stopped its pages, at most 10,000 connections.
enum AttackKind {
    /// A form that is shown again, five times as long as it was sent, and not read.
    UNREAD_FORMS("slow readers of a 256 kB form that is echoed", 2_000, 340) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.send(form("/register", "email=a&display_name=" + "%22".repeat(87_000)));
            connection.hold();
        }
    },
    UNFINISHED_HEADS("12 kB of a head that never ends", 10_000, 4_000) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.send("GET /jobs HTTP/1.1\r\nHost: a\r\nX-Slow: " + "a".repeat(12_000));
            connection.awaitClose();
        }
    },
    STALLED_BODIES("bodies that lack their last byte", 80, 80) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            var all = form("/sign-in", "a".repeat(256 * 1024));
            connection.send(all.substring(0, all.length() - 1));
            connection.awaitClose();
        }
    },
    DRIPPED_BODIES("bodies of one byte each 8 s", 10_000, 2_800) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            var all = form("/sign-in", "a".repeat(100));
            connection.send(all.substring(0, all.length() - 100));
            while (connection.isOpenAfter(8_000)) connection.send("a");
        }
    },
    /// One list alone fits into the buffers of the sockets.
    UNREAD_LISTS("slow readers of five lists", 2_600, 1_800) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.send("GET /jobs HTTP/1.1\r\nHost: a\r\n\r\n".repeat(5));
            connection.hold();
        }
    },
    COMBINING_MARKS("260 kB of combining marks in a form, again and again", 10, 10) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.exchange(form("/register", "email=a&display_name=" + "%CC%81".repeat(43_000)));
        }
    },
    LONG_LOG_LINES("paths of 12 kB, while nobody reads the log", 50, 50) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.exchange("GET /" + "a".repeat(12_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }
    },
    COMMON_SEARCHES("different searches of common words", 300, 300) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.exchange(
                    "GET /api/jobs?limit=1&q=%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(search()));
        }
    },
    REFUSED_POSTS("posts without an account", 10, 10) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.exchange(json("/api/jobs", "{}", ""));
        }
    },
    ONE_ACCOUNT("sign-ins and jobs of one account", 10, 10) {
        @Override
        void attack(AttackConnection connection) throws IOException {
            connection.exchange(json("/api/auth/login", BenchAccount.ATTACKER.credentials(), ""));
            connection.exchange(json("/api/jobs", BenchAccount.job("x".repeat(9_000)), BenchAccount.ATTACKER.token()));
        }
    };

    private static final String[] COMMON = {
        "work", "day", "week", "guests", "kitchen", "evening", "good", "hotel", "years"
    };

    private final String meaning;
    private final int alone;
    private final int together;

    AttackKind(String meaning, int alone, int together) {
        this.meaning = meaning;
        this.alone = alone;
        this.together = together;
    }

    String meaning() {
        return meaning;
    }

    /// Connections at once when it is the only attack.
    int alone() {
        return alone;
    }

    /// Connections at once when all attack together.
    int together() {
        return together;
    }

    /// One connection's part, which is repeated.
    abstract void attack(AttackConnection connection) throws IOException;

    private static String form(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    static String json(String path, String body, String token) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String search() {
        var random = ThreadLocalRandom.current();
        return COMMON[random.nextInt(COMMON.length)] + "+" + COMMON[random.nextInt(COMMON.length)] + "+-no"
                + random.nextInt(1_000_000);
    }
}
