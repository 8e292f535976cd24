package com.hiremebahamas.doctor;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks Redis. The site works without it, so no finding is red.
final class RedisCheck {

    private static final String NAME = "REDIS_URL";
    private static final Finding MALFORMED =
            Finding.yellow(NAME, "malformed", "Use redis://user:password@host:6379, or rediss:// for TLS.");

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final String url;

    RedisCheck(String url) {
        this.url = url;
    }

    /// The host and port of the URL; no connection is opened.
    List<Finding> runOffline() {
        var uri = uri();
        return List.of(uri == null ? MALFORMED : Finding.green(NAME, uri.getHost() + ":" + uri.getPort()));
    }

    private @Nullable RedisURI uri() {
        try {
            return RedisURI.create(url);
        } catch (RuntimeException e) {
            return null;
        }
    }

    List<Finding> run() {
        var uri = uri();
        if (uri == null) return List.of(MALFORMED);
        uri.setTimeout(TIMEOUT);
        var client = RedisClient.create(uri);
        try (var connection = client.connect()) {
            long start = System.nanoTime();
            connection.sync().ping();
            long millis = (System.nanoTime() - start) / 1_000_000;
            return List.of(Finding.green(NAME, uri.getHost() + ":" + uri.getPort() + " answers, " + millis + " ms"));
        } catch (RuntimeException e) {
            return List.of(Finding.yellow(
                    NAME,
                    uri.getHost() + ":" + uri.getPort() + " does not answer",
                    "Each instance keeps its own limits and pages until it does. Check host, password and rediss://."));
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
