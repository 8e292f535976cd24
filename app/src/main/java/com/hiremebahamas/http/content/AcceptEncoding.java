package com.hiremebahamas.http.content;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The header `Accept-Encoding` (RFC 9110, 12.5.3), as far as it decides between gzip and no compression.
final class AcceptEncoding {

    /// A weight of 1; weights have at most three decimals.
    private static final int HIGHEST = 1000;

    private static final int NOT_GIVEN = -1;

    private AcceptEncoding() {}

    /// Whether gzip is accepted, and not less wanted than an uncompressed response.
    static boolean prefersGzip(@Nullable String header) {
        if (header == null) return false;
        int gzip = NOT_GIVEN;
        int identity = NOT_GIVEN;
        int others = NOT_GIVEN;
        for (var coding : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            int end = coding.indexOf(';');
            int weight = end < 0 ? HIGHEST : weight(coding.substring(end + 1));
            switch ((end < 0 ? coding : coding.substring(0, end)).strip()) {
                case "gzip", "x-gzip" -> gzip = weight;
                case "identity" -> identity = weight;
                case "*" -> others = weight;
                default -> {}
            }
        }
        if (gzip == NOT_GIVEN) gzip = others;
        return gzip > 0 && gzip >= identity;
    }

    /// In thousandths; 0 when malformed, since a coding must not be forced on a client that may refuse it.
    private static int weight(String parameter) {
        var text = parameter.strip();
        if (!text.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) return 0;
        return (int) Math.round(Double.parseDouble(text.substring(2)) * HIGHEST);
    }
}
