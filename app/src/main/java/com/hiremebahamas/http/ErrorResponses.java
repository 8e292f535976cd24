package com.hiremebahamas.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Writes the error responses of the server, Jetty's own included: a problem document (RFC 9457), or a plain
/// page for a browser. Nothing of the request is repeated in them.
///
/// Written by hand: an error may have to be reported before Jackson and the templates are loaded.
final class ErrorResponses extends ErrorHandler {

    /// What is answered before the application has seen the request.
    private static final Set<HttpError> UNHANDLED =
            Set.of(HttpError.STARTING, HttpError.BUSY, HttpError.STOPPING, HttpError.UNAVAILABLE);

    private final SecurityHeaders headers;

    ErrorResponses(SecurityHeaders headers) {
        this.headers = headers;
    }

    void write(Request request, Response response, Callback callback, HttpError error) {
        write(request, response, callback, error.status(), error);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        write(request, response, callback, status, HttpError.ofStatus(status));
    }

    /// A request that Jetty itself rejects has not passed [RootHandler]: it has neither an id nor the headers.
    private void write(Request request, Response response, Callback callback, int status, HttpError error) {
        var id = RequestContext.of(request).map(RequestContext::requestId).orElseGet(RequestContext::newId);
        headers.putInto(response);
        var fields = response.getHeaders();
        fields.put("X-Request-Id", id);
        error.retryAfterSeconds().ifPresent(seconds -> fields.put(HttpHeader.RETRY_AFTER, seconds));
        // A client that sends one malformed request may have framed the next one differently, too.
        if (status == 400 || status == 501) fields.put(HttpHeader.CONNECTION, "close");
        boolean page = isForBrowser(request);
        fields.put(HttpHeader.CONTENT_TYPE, page ? "text/html;charset=utf-8" : "application/problem+json");
        response.setStatus(status);
        var body = page ? page(status, error, id, isReading(request)) : document(status, error, id);
        response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
    }

    /// A client of `/api/` is a program, whatever it accepts.
    private static boolean isForBrowser(Request request) {
        var accept = request.getHeaders().get(HttpHeader.ACCEPT);
        var path = request.getHttpURI().getPath();
        return accept != null && accept.contains("text/html") && (path == null || !path.startsWith("/api/"));
    }

    private static boolean isReading(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static String document(int status, HttpError error, String id) {
        return "{\"type\":\"about:blank\",\"title\":\"" + HttpStatus.getMessage(status) + "\",\"status\":" + status
                + ",\"detail\":\"" + error.detail() + "\",\"code\":\"" + error.code() + "\",\"request_id\":\"" + id
                + "\",\"errors\":[]}";
    }

    /// Styled where the site is well, by a name that the site answers whatever the release; one that is busy is
    /// not asked for more.
    private static String page(int status, HttpError error, String id, boolean reading) {
        var title = HttpError.heading(status);
        var style = status < 500 ? "<link rel=\"stylesheet\" href=\"/static/site.0.css\">" : "";
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>" + title
                + " · HireMeBahamas</title>" + style + "</head><body><main class=\"narrow stack\"><h1>" + title
                + "</h1><p>" + error.detail() + "</p>" + next(status, error, reading)
                + "<p><a href=\"/\">Go to the home page of HireMeBahamas</a></p>"
                + "<p><small>If you ask for help, give this code: " + id + "</small></p></main></body></html>";
    }

    /// A link opens the address anew, which for most forms is no page.
    private static String next(int status, HttpError error, boolean reading) {
        if (status != 503) return "";
        if (reading) return "<p><a href=\"\" role=\"button\">Try again</a></p>";
        var saved = UNHANDLED.contains(error) ? "Nothing was saved. " : "";
        return "<p>" + saved + "Go back to the page before, and send it again in a moment.</p>";
    }
}
