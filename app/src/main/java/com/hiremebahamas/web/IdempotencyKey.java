package com.hiremebahamas.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.content.Sha256;
import io.javalin.http.Context;
import java.util.HexFormat;

/// The key by which a client marks a request that it may repeat, and a fingerprint of that request.
///
/// @param key         empty when the client sent none: then a repeat is a new request
/// @param fingerprint SHA-256 of method, path and body, in hexadecimal
public record IdempotencyKey(String key, String fingerprint) {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 255;

    /// The key of an API request, from its header.
    ///
    /// @throws Problem 400 when the header is not 1 to 255 printable ASCII characters
    public static IdempotencyKey of(Context request) {
        var header = request.header(HEADER);
        return new IdempotencyKey(header == null ? "" : checked(header), fingerprint(request));
    }

    /// The key of a form: a hidden field filled with a fresh random text each time the form is shown.
    public static IdempotencyKey ofForm(Context request, Parameters form, String field) {
        var key = form.exact(field);
        return new IdempotencyKey(key.isEmpty() ? "" : checked(key), fingerprint(request));
    }

    /// The key of another effect of the same form: what one has done does not count as done for the other.
    ///
    /// @param effect such as `draft`
    public IdempotencyKey of(String effect) {
        return new IdempotencyKey(key.isEmpty() ? "" : effect + " " + key, fingerprint);
    }

    /// The key of these contents, whatever was sent before under another key.
    public IdempotencyKey ofContents() {
        return new IdempotencyKey(fingerprint, fingerprint);
    }

    boolean isAbsent() {
        return key.isEmpty();
    }

    private static String checked(String key) {
        boolean good =
                !key.isEmpty() && key.length() <= MAX_LENGTH && key.chars().allMatch(c -> c >= ' ' && c < 127);
        if (good) return key;
        throw Problem.of(400, "bad_idempotency_key", HEADER + " must be 1 to 255 printable ASCII characters.");
    }

    private static String fingerprint(Context request) {
        var target = request.req().getMethod() + "\n" + request.path() + "\n";
        return HexFormat.of().formatHex(Sha256.of(target.getBytes(UTF_8), RequestBody.bytes(request)));
    }
}
