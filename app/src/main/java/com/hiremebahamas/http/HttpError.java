package com.hiremebahamas.http;

import java.util.Optional;

/// The errors that more than one part of the site reports, each with one status, one code and one text.
///
/// The code is for programs, the detail for people: what happened and what to do.
public enum HttpError {
    STARTING(503, "starting", "The site is starting. Try again in a moment.", 1),
    BUSY(503, "busy", "Many people are using the site right now. Try again in a few seconds.", 2),
    TOO_SLOW(
            503,
            "too_slow",
            "This took too long, so we stopped. If you were saving something, check whether it is there before you"
                    + " try again.",
            5),
    STOPPING(503, "stopping", "The site is being updated. Try again in a moment.", 1),
    UNAVAILABLE(503, "unavailable", "The site cannot answer right now. Try again in a moment.", 2),
    BAD_REQUEST(
            400,
            "malformed_request",
            "The request could not be understood. Go back, check what you entered, and try again.",
            0),
    NOT_FOUND(
            404,
            "not_found",
            "There is no page at this address. It may have been removed, or the address may be mistyped.",
            0),
    METHOD_NOT_ALLOWED(
            405,
            "method_not_allowed",
            "This address cannot be used that way. Go back, and use a link or a button of the page.",
            0),
    REQUEST_TIMEOUT(
            408, "too_slow", "What you sent took too long to arrive. Check your connection, then send it again.", 0),
    TOO_LARGE(413, "too_large", "That is too large. Send at most 256 kB.", 0),
    URL_TOO_LONG(414, "too_large", "The address is too long. Shorten it, then try again.", 0),
    UNSUPPORTED_ENCODING(
            415,
            "unsupported_encoding",
            "What was sent is compressed, and we cannot read it. Send it uncompressed.",
            0),
    HEADERS_TOO_LARGE(
            431,
            "too_large",
            "The headers of the request are too large. Delete the cookies of this site, then try again.",
            0),
    INTERNAL(500, "internal", "Something went wrong on our side, and we have made a note of it. Try again later.", 0);

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

    /// The heading of an error page.
    public static String heading(int status) {
        return switch (status) {
            case 400, 422 -> "We could not understand that";
            case 403 -> "You may not do that";
            case 404 -> "Page not found";
            case 408 -> "That took too long to arrive";
            case 413 -> "That is too large";
            case 429 -> "Please wait a little";
            case 503 -> "We cannot do that right now";
            default -> status < 500 ? "That did not work" : "Something went wrong on our side";
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
