package com.hiremebahamas.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class NotesTest {

    private final PostgresServer server = PostgresServer.start();
    private final String database = server.createDatabase();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void itBootsWithoutItsDatabaseAndKeepsNotesWhenItIsThere() throws Exception {
        server.stop();
        try (var application =
                SpringApplication.run(Notes.class, "--DATABASE_URL=" + server.url(database), "--server.port=0")) {
            var notes = notes(application);
            assertThat(get(notes).statusCode()).isEqualTo(500);

            server.startAgain();
            await().until(() -> canBeUsed(application));
            application.getBean(Tidepool.class).update("create table note (text text not null)");

            assertThat(post(notes, "[{\"text\":\"one\"},{\"text\":\"two\"}]")).isEqualTo(200);
            assertThat(post(notes, "[{\"text\":\"three\"},{\"text\":null}]")).isEqualTo(500);
            assertThat(get(notes).body()).isEqualTo("[{\"text\":\"one\"},{\"text\":\"two\"}]");
        }
    }

    private static URI notes(ConfigurableApplicationContext application) {
        var port = application.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://localhost:" + port + "/notes");
    }

    private static boolean canBeUsed(ConfigurableApplicationContext application) {
        try {
            return application
                            .getBean(Tidepool.class)
                            .list("select 1", row -> row.getInt(1))
                            .size()
                    == 1;
        } catch (DatabaseException e) {
            return false;
        }
    }

    private HttpResponse<String> get(URI notes) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(notes).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int post(URI notes, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(notes)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
