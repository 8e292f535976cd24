package com.hiremebahamas.http;

import java.util.Optional;

/// The errors that more than one part of the site reports, each with one status, one code and one text.
///
/// The code is for programs, the detail for people: what happened and what to do.
public enum HttpError {
    STARTING(503, "starting", "The site is just starting. Try again in a moment.", 1),
    BUSY(503, "busy", "Too many people are asking at once. Try again in a few seconds.", 2),
    TOO_SLOW(503, "too_slow", "This took longer than it may. Nothing more is done about it. Try again in a moment.", 5),
    STOPPING(503, "stopping", "This part of the site is being replaced. Try again, and another answers.", 1),
    UNAVAILABLE(503, "unavailable", "The site cannot answer just now. Try again in a moment.", 2),
    BAD_REQUEST(400, "malformed_request", "The request could not be understood.", 0),
    NOT_FOUND(404, "not_found", "There is nothing at this address. It may have been removed, or mistyped.", 0),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This address does not answer that kind of request.", 0),
    REQUEST_TIMEOUT(408, "too_slow", "The request took too long to arrive. Send it again.", 0),
    TOO_LARGE(413, "too_large", "The request is too large: send at most 256 kB.", 0),
    URL_TOO_LONG(414, "too_large", "The address is too long: shorten it.", 0),
    UNSUPPORTED_ENCODING(415, "unsupported_encoding", "Send the body of the request uncompressed.", 0),
    HEADERS_TOO_LARGE(431, "too_large", "The headers of the request are too large. Deleting cookies may help.", 0),
    INTERNAL(500, "internal", "Something broke on our side and has been written down. Try again later.", 0);

    private final int status;
    private final String code;
    private final String detail;
    private final int retryAfterSeconds;

    HttpError(int status, String code, String detail, int retryAfterSeconds) {
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /// The error for a status that Jetty or Javalin has chosen. They answer a request that they do not
    /// understand with 501 and 505, too: it is the client's error.
    public static HttpError ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> TOO_LARGE;
            case 414 -> URL_TOO_LONG;
            case 431 -> HEADERS_TOO_LARGE;
            case 415 -> UNSUPPORTED_ENCODING;
            case 503 -> UNAVAILABLE;
            case 501, 505 -> BAD_REQUEST;
            default -> status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /// Seconds after which the client may try again; empty where that would not help.
    public Optional<Integer> retryAfterSeconds() {
        return retryAfterSeconds == 0 ? Optional.empty() : Optional.of(retryAfterSeconds);
    }
}
