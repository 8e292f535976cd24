package com.hiremebahamas.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The edge's own errors, those of the server under it included: a problem document, or a plain page for a browser.
/// Nothing of the request is repeated in them.
final class ErrorResponses extends ErrorHandler {

    private final SecurityHeaders headers;
    private final RequestIds ids;

    ErrorResponses(SecurityHeaders headers, RequestIds ids) {
        this.headers = headers;
        this.ids = ids;
    }

    void answer(Request request, Response response, Callback callback, Rejection refusal) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, refusal.retryAfterSeconds());
        write(request, response, callback, 503, refusal.code(), refusal.detail());
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
        if (status == 503) response.getHeaders().put(HttpHeader.RETRY_AFTER, Rejection.BUSY.retryAfterSeconds());
        write(request, response, callback, status, code(status), detail(status));
    }

    /// What the server under the edge refuses by itself comes here without having passed the front door.
    private void write(Request request, Response response, Callback callback, int status, String code, String detail) {
        var id = request.getAttribute(RequestContext.class.getName()) instanceof RequestContext known
                ? known.requestId()
                : ids.next();
        headers.addTo(response);
        response.getHeaders().put("X-Request-Id", id);
        if (status == 400 || status == 501) {
            // Whoever sends one thing that cannot be read may have split the next one differently, too.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        var accept = request.getHeaders().get(HttpHeader.ACCEPT);
        boolean asPage = ErrorText.wantsPage(accept, request.getHttpURI().getPath());
        var trouble = new ErrorText.Trouble(status, HttpStatus.getMessage(status), code, detail);
        var text = ErrorText.of(trouble, id, asPage);
        response.setStatus(status);
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, text.type()));
        response.write(true, bytes(text.body()), callback);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 408 -> "too_slow";
            case 413, 414, 431 -> "too_large";
            case 500 -> "internal";
            case 503 -> "unavailable";
            default -> "bad_request";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not answer that kind of request.";
            case 408 -> "The request took too long to arrive. Send it again.";
            case 413, 414, 431 -> "The request is too large.";
            case 500 -> "Something went wrong here. Try again; if it stays, tell us the request id.";
            case 503 -> "The site cannot answer just now. Try again in a moment.";
            default -> "This is not a request that can be understood.";
        };
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
