package com.hiremebahamas.web;

import static com.hiremebahamas.web.ServiceUnavailable.OUTCOME_UNKNOWN;

import com.hiremebahamas.http.HttpError;
import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes every error response of the routes: RFC 9457 for API clients, a page for browsers.
final class ExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ExceptionHandler.class);

    private final Templates templates;
    private final Supplier<Optional<String>> pending;
    private final Predicate<String> isPage;

    /// @param isPage whether GET has a route for this path
    ExceptionHandler(Templates templates, Supplier<Optional<String>> pending, Predicate<String> isPage) {
        this.templates = templates;
        this.pending = pending;
        this.isPage = isPage;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(Exception.class, (failure, request) -> send(request, problem(failure, isGet(request))));
        // Javalin handles its own exceptions itself unless a handler for their class is registered.
        routes.exception(
                HttpResponseException.class, (rejected, request) -> send(request, problem(rejected, isGet(request))));
    }

    private Problem problem(Exception failure, boolean reading) {
        return switch (failure) {
            case Problem problem -> problem;
            case DatabaseException database -> DatabaseErrors.problem(database, reading, pending);
            case MethodNotAllowedResponse rejected ->
                Problem.of(HttpError.METHOD_NOT_ALLOWED).with("Allow", allowed(rejected));
            case HttpResponseException rejected -> Problem.of(HttpError.ofStatus(rejected.getStatus()));
            case HttpException broken
            when broken.getCode() < 500 ->
                Problem.of(HttpError.ofStatus(broken.getCode())).with("Connection", "close");
            default -> {
                log.error("Request {} failed", RequestContext.current().requestId(), failure);
                yield Problem.internal();
            }
        };
    }

    private static String allowed(MethodNotAllowedResponse rejected) {
        var methods = new TreeSet<String>();
        rejected.getDetails().values().forEach(names -> methods.addAll(List.of(names.split(", *"))));
        if (methods.contains("GET")) methods.add("HEAD");
        return String.join(", ", methods);
    }

    /// htmx shows no error response: the response makes it load the whole page, which explains the error.
    private void send(Context request, Problem problem) {
        Caching.noStore(request);
        request.status(problem.status());
        problem.headers().forEach(request::header);
        if (Pages.isForApiClient(request)) {
            document(request, problem);
        } else if (problem.status() == 401) {
            redirectToSignIn(request);
        } else if (Pages.isHtmx(request) && isGet(request)) {
            request.header("HX-Redirect", Pages.ownPath(address(request), "/"));
        } else {
            page(request, problem);
        }
    }

    private void page(Context request, Problem problem) {
        var context = PageContext.of(request, problem.heading(), Authenticator.knownViewer(request));
        // A form without fields is sent again as it was; one with fields is shown again by its feature.
        boolean repeatable = isGet(request) || RequestBody.bytes(request).length == 0;
        boolean again = problem.status() == 503 && repeatable && !problem.code().equals(OUTCOME_UNKNOWN.code());
        Pages.html(
                request,
                templates.webError(context, problem, RequestContext.current().requestId(), again, !isGet(request)));
    }

    private static void document(Context request, Problem problem) {
        var errors = problem.errors().entrySet().stream()
                .map(error -> new FieldError(error.getKey(), error.getValue()))
                .toList();
        var document = new Document(
                "about:blank",
                title(problem),
                problem.status(),
                problem.detail(),
                problem.code(),
                RequestContext.current().requestId(),
                errors);
        Json.answer(request, problem.status(), document);
        request.contentType("application/problem+json");
    }

    /// Signing in leads back to the requested page, or to the one that holds the form that was sent.
    private void redirectToSignIn(Context request) {
        boolean returns = isGet(request) || isPage.test(request.path());
        var next = returns ? "?next=" + Pages.asParameter(address(request)) : "";
        if (Pages.isHtmx(request)) {
            request.header("HX-Redirect", "/sign-in" + next);
        } else {
            Pages.seeOther(request, "/sign-in" + next);
        }
    }

    private static boolean isGet(Context request) {
        return request.req().getMethod().equals("GET");
    }

    private static String address(Context request) {
        return request.queryString() == null ? request.path() : request.path() + "?" + request.queryString();
    }

    private static String title(Problem problem) {
        return HttpStatus.forStatus(problem.status()).getMessage();
    }

    private record Document(
            String type,
            String title,
            int status,
            String detail,
            String code,
            String requestId,
            List<FieldError> errors) {}

    private record FieldError(String field, String message) {}
}
