package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is asking.
///
/// Found out at most once a request and only when asked for, so that a page that does not care never waits for the
/// database. While the database is away a request with credentials fails, unless its page is the same for
/// everybody; it is never taken for anonymous or allowed.
public sealed interface Viewer {

    record Anonymous() implements Viewer {}

    record SignedIn(long id, String displayName) implements Viewer {}

    /// Where tokens are looked up.
    @FunctionalInterface
    interface Sessions {
        /// Empty when the token is unknown, ended or expired.
        Optional<SignedIn> find(String token);
    }

    static Viewer of(Context request) {
        var known = ifKnown(request);
        if (known != null) return known;
        Viewer found = find(request);
        request.attribute("viewer", found);
        return found;
    }

    /// Who is asking, if that was found out already or nobody says who they are; for error pages, which must not ask
    /// the database again.
    static @Nullable Viewer ifKnown(Context request) {
        Viewer known = request.attribute("viewer");
        return known == null && Credentials.token(request).isEmpty() ? new Anonymous() : known;
    }

    /// Whoever is signed in.
    ///
    /// @throws Problem 401 when nobody is signed in; people are led to the sign-in page
    static SignedIn signedIn(Context request) {
        return switch (of(request)) {
            case SignedIn signedIn -> signedIn;
            case Anonymous _ -> throw Problem.signInFirst();
        };
    }

    private static Viewer find(Context request) {
        var token = Credentials.token(request);
        if (token.isEmpty()) return new Anonymous();
        Sessions sessions = request.appData(SiteServlet.SESSIONS);
        return sessions.find(token).<Viewer>map(signedIn -> signedIn).orElseGet(Anonymous::new);
    }
}
