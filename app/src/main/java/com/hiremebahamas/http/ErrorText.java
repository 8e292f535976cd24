package com.hiremebahamas.http;

import org.jspecify.annotations.Nullable;

/// How the edge words an error: a problem document, or a plain page for a browser. Nothing of the request is repeated.
record ErrorText(String type, String body) {

    /// What went wrong.
    ///
    /// @param title the reason phrase of the status
    record Trouble(int status, String title, String code, String detail) {}

    static ErrorText of(Trouble trouble, String id, boolean asPage) {
        return asPage
                ? new ErrorText("text/html;charset=utf-8", page(trouble, id))
                : new ErrorText("application/problem+json", document(trouble, id));
    }

    /// Pages are for people; whoever asks for `/api/` is a program, whatever it accepts.
    static boolean wantsPage(@Nullable String accept, @Nullable String path) {
        return accept != null && accept.contains("text/html") && (path == null || !path.startsWith("/api/"));
    }

    private static String document(Trouble trouble, String id) {
        return "{\"type\":\"about:blank\",\"title\":\"" + trouble.title() + "\",\"status\":" + trouble.status()
                + ",\"detail\":\"" + trouble.detail() + "\",\"code\":\"" + trouble.code() + "\",\"request_id\":\"" + id
                + "\",\"errors\":[]}";
    }

    private static String page(Trouble trouble, String id) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\"><title>" + trouble.title() + " · HireMeBahamas</title>"
                + "<h1>" + trouble.title() + "</h1><p>" + trouble.detail() + "</p><p><a href=\"/\">HireMeBahamas"
                + "</a></p>" + "<p><small>Request " + id + "</small></p></html>";
    }
}
