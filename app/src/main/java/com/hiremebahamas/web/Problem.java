package com.hiremebahamas.web;

import com.hiremebahamas.http.HttpError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error response, thrown anywhere and written by [ExceptionHandler]: as RFC 9457 for API clients, as a
/// page for browsers.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String pageDetail;
    private final transient Map<String, String> errors;
    private final transient Map<String, String> headers;

    private Problem(
            int status,
            String code,
            String detail,
            String pageDetail,
            Map<String, String> errors,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        // A response, not a defect: filling in a stack trace would cost more than the request and explain nothing.
        super(detail, cause, false, false);
        this.status = status;
        this.code = code;
        this.pageDetail = pageDetail;
        this.errors = errors;
        this.headers = headers;
    }

    /// A problem with this HTTP status.
    ///
    /// @param code   for API clients, such as `email_taken`
    /// @param detail for people: what happened and what to do
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, detail, Map.of(), Map.of(), null);
    }

    /// An error that the HTTP server reports in the same words.
    static Problem of(HttpError error) {
        return of(error.status(), error.code(), error.detail());
    }

    public static Problem malformed(String detail) {
        return of(400, HttpError.BAD_REQUEST.code(), detail);
    }

    public static Problem notFound() {
        return of(HttpError.NOT_FOUND);
    }

    public static Problem signInFirst() {
        return of(401, "sign_in_required", "Sign in first, then try again.")
                .with("WWW-Authenticate", "Bearer realm=\"HireMeBahamas\"");
    }

    /// 403: what is for members, or for accounts whose e-mail address is confirmed.
    public static Problem confirmEmailFirst() {
        return of(
                403,
                "confirm_email_first",
                "Confirm your e-mail address first: open the link in the mail that we sent you. The page “Your account”"
                        + " sends it again.");
    }

    /// 400: text that is not UTF-8, or holds NUL.
    static Problem notUtf8() {
        return malformed("Some of the text is not valid UTF-8.")
                .onPage("Some of the text could not be read. Type it again, then send it.");
    }

    /// 422: a form to be corrected.
    ///
    /// @param errors what is wrong by the name of the field, in the order of the form
    public static Problem invalid(Map<String, String> errors) {
        var detail = "Some fields are missing or not right. Correct them, then send it again.";
        return new Problem(422, "invalid_fields", detail, detail, errors, Map.of(), null);
    }

    public static Problem tooMany(String detail, Duration wait) {
        return of(429, "too_many_requests", detail).with("Retry-After", seconds(wait));
    }

    /// 503; the codes are those of [ServiceUnavailable].
    static Problem unavailable(String code, String detail, Duration wait) {
        return of(503, code, detail).with("Retry-After", seconds(wait));
    }

    static Problem internal() {
        return of(HttpError.INTERNAL);
    }

    /// A copy that says this on a page, where the detail is for programmers.
    Problem onPage(String text) {
        return new Problem(status, code, detail(), text, errors, headers, getCause());
    }

    /// A copy with one more header.
    Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, detail(), pageDetail, errors, more, getCause());
    }

    public int status() {
        return status;
    }

    /// The heading of the error page.
    public String heading() {
        return HttpError.heading(status);
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /// The same for people, in words of their own where they need others.
    public String pageDetail() {
        return pageDetail;
    }

    public Map<String, String> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
