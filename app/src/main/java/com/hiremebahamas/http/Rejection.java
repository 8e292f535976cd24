package com.hiremebahamas.http;

/// Why the edge itself turns a request away with a 503, and when to come back.
enum Rejection {
    STARTING("starting", "The site is just starting. Try again in a moment.", 1),
    BUSY("busy", "Too many people are asking at once. Try again in a few seconds.", 2),
    TOO_LONG("too_slow", "This took longer than it may. Nothing more is done about it. Try again in a moment.", 5),
    STOPPING("stopping", "This part of the site is being replaced. Try again, and another answers.", 1);

    private final String code;
    private final String detail;
    private final int retryAfterSeconds;

    Rejection(String code, String detail, int retryAfterSeconds) {
        this.code = code;
        this.detail = detail;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
