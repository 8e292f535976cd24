package com.hiremebahamas.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.content.CachedResponse;
import com.hiremebahamas.http.content.EncodedBody;
import com.hiremebahamas.http.content.ResponseCache;
import com.hiremebahamas.testing.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is sent from memory, and what is left to the application.
class CacheHandlerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Settings.MaxRequests FOR_EVER = new Settings.MaxRequests(0, 0);

    private final EncodedBody body = new EncodedBody("conch ".repeat(1000).getBytes(UTF_8));
    private final CachedResponse cached = new CachedResponse(200, Map.of(), body, "/jobs");

    @Test
    void aBodyThatNobodyTookCompressedIsCompressedByTheApplication() {
        try (var server = server(new Cache(cached, null))) {
            assertThat(get(server, "")).contains("conch conch");
            assertThat(get(server, "Accept-Encoding: gzip\r\n")).doesNotContain("conch", "Content-Encoding");

            body.choose(200, "gzip", null);
            assertThat(get(server, "Accept-Encoding: gzip\r\n")).contains("Content-Encoding: gzip");
        }
    }

    @Test
    void aBusyServerSendsItUncompressed() {
        var busy = TestServer.settings(0, LONG, LONG, FOR_EVER);
        try (var server = TestServer.serving(busy, (_, _) -> {}, new Cache(null, cached))) {
            assertThat(get(server, "Accept-Encoding: gzip\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("conch conch");

            body.choose(200, "gzip", null);
            assertThat(get(server, "Accept-Encoding: gzip\r\n")).contains("Content-Encoding: gzip");
        }
    }

    private static TestServer server(ResponseCache cache) {
        return TestServer.serving(TestServer.settings(LONG, LONG), (_, _) -> {}, cache);
    }

    private static String get(TestServer server, String header) {
        return server.send("GET /jobs HTTP/1.1\r\nHost: localhost\r\n" + header + "Connection: close\r\n\r\n");
    }

    private record Cache(
            @Nullable CachedResponse fresh, @Nullable CachedResponse recent) implements ResponseCache {

        @Override
        public @Nullable CachedResponse find(String target, Function<String, @Nullable String> headers) {
            return fresh;
        }

        @Override
        public @Nullable CachedResponse findRecent(String target, Function<String, @Nullable String> headers) {
            return recent;
        }
    }
}
