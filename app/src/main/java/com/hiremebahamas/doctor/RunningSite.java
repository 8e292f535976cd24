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

/// The site that runs on this machine, where one does: some things are only seen while people use it.
public final class RunningSite {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private RunningSite() {}

    /// The warnings of its `/ready`; none when no site answers there. Blocks for some seconds at most.
    public static List<String> warnings(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ready"))
                .timeout(TIMEOUT)
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var answer = client.send(request, BodyHandlers.ofString());
            return new ObjectMapper()
                    .readTree(answer.body())
                    .path("warnings")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
