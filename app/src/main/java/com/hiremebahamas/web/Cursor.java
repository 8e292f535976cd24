package com.hiremebahamas.web;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// The last row a reader has seen: the next page starts after it, whatever was added meanwhile.
///
/// Opaque to clients. Rows are ordered by `at`, then by `id`, both descending.
public record Cursor(Instant at, long id) {

    private static final int BYTES = 2 * Long.BYTES;

    /// The cursor that was given out as this text.
    ///
    /// @throws Problem 400 when the text was not made by [#text]
    public static Cursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                var buffer = ByteBuffer.wrap(bytes);
                var cursor = new Cursor(Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS), buffer.getLong());
                if (cursor.isPossible() && cursor.text().equals(text)) return cursor;
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // reported below
        }
        throw Problem.of(
                400, "bad_cursor", "This link to the next page is incomplete. Start again from the first page.");
    }

    public String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        var bytes = ByteBuffer.allocate(BYTES).putLong(micros).putLong(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Whether a row can have this position. The driver sends times before 4713 BC as `-infinity`, so that an
    /// impossible cursor would be an empty page and no error.
    private boolean isPossible() {
        return id > 0 && at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9999-12-31T00:00:00Z"));
    }
}
