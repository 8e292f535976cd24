package com.hiremebahamas.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the doorkeeper says: health, or that the site is just starting. The words are those of [HealthHandler] and
/// [ErrorResponses].
///
/// A head is not parsed but compared: after each answer the connection is closed, so nothing behind it is ever read as
/// another request.
final class DoorAnswers {

    private final List<Header> health;
    private final List<Header> others;
    private final RequestIds ids = new RequestIds();

    DoorAnswers(boolean production) {
        health = HealthText.headers(production);
        others = HeaderRules.ofPages(production);
    }

    byte[] to(String completeHead) {
        var line = completeHead.substring(0, completeHead.indexOf("\r\n"));
        var words = line.split(" ", -1);
        boolean isRequest = words.length == 3 && (words[2].equals("HTTP/1.1") || words[2].equals("HTTP/1.0"));
        var path = isRequest ? words[1].split("\\?", 2)[0] : null;
        boolean reads = words[0].equals("GET") || words[0].equals("HEAD");
        return path != null && reads && HealthText.isAskedAt(path)
                ? bytes("200 OK", health, wantsBody(line) ? HealthText.BODY : "")
                : starting(completeHead, path);
    }

    byte[] toTooLong(String head) {
        return starting(head, null);
    }

    private static boolean wantsBody(String head) {
        return !head.startsWith("HEAD ");
    }

    private byte[] starting(String head, @Nullable String path) {
        var refusal = Rejection.STARTING;
        var trouble = new ErrorText.Trouble(503, "Service Unavailable", refusal.code(), refusal.detail());
        var id = ids.next();
        var text = ErrorText.of(trouble, id, ErrorText.wantsPage(accept(head), path));
        var headers = new ArrayList<>(others);
        headers.add(new Header("X-Request-Id", id));
        headers.add(new Header("Retry-After", Integer.toString(refusal.retryAfterSeconds())));
        headers.add(new Header("Content-Type", text.type()));
        int length = text.body().getBytes(StandardCharsets.UTF_8).length;
        headers.add(new Header("Content-Length", Integer.toString(length)));
        return bytes("503 Service Unavailable", headers, wantsBody(head) ? text.body() : "");
    }

    private static @Nullable String accept(String head) {
        for (var line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "Accept:", 0, 7)) return line;
        }
        return null;
    }

    private static byte[] bytes(String status, List<Header> headers, String body) {
        var text = new StringBuilder(1024).append("HTTP/1.1 ").append(status).append("\r\n");
        append(text, "Date", HttpDate.of(System.currentTimeMillis() / 1000));
        for (var header : headers) append(text, header.name(), header.value());
        append(text, "Connection", "close");
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
