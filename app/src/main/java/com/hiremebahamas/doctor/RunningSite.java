package com.hiremebahamas.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The site that runs on this machine, where one does: some things are only seen while people use it.
public final class RunningSite {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private RunningSite() {}

    /// The warnings of its `/ready`; none when no site answers there. Blocks for some seconds at most.
    public static List<String> warnings(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ready"))
                .build();
        var client = HttpClient.newHttpClient();
        try {
            // The client's own timeouts end with the head of the response.
            var answer = client.sendAsync(request, BodyHandlers.ofString()).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return new ObjectMapper()
                    .readTree(answer.body())
                    .path("warnings")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException | ExecutionException | TimeoutException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            client.shutdownNow();
        }
    }
}
