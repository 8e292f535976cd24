package com.hiremebahamas.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.testkit.PostgresServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields.
@QuarkusTestResource(StoppedDatabase.class)
class WordsTest {

    @TestHTTPResource("words/")
    URI words;

    PostgresServer server;

    @Test
    void itBootsWithoutItsDatabaseAndUsesItWhenItIsThere() throws Exception {
        var refused = get("exuma");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("nothing was changed: try again");

        server.startAgain();

        await().until(() -> get("exuma").statusCode() == 200);
        assertThat(get("exuma").body()).isEqualTo("EXUMA");
        assertThat(get("exuma/jdbc").body()).isEqualTo("EXUMA");
    }

    private HttpResponse<String> get(String word) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(words.resolve(word)).build(), BodyHandlers.ofString());
        }
    }
}
