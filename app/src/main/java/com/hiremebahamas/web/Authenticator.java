package com.hiremebahamas.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// Authenticates requests by their session cookie or bearer token. Safe on any thread.
///
/// Looks a token up at most once per request, and only when a route asks, so that a page which is the same for every
/// viewer never waits for the database. While the database is unavailable a request with credentials fails, unless its
/// page is the same for every viewer; it is never taken for anonymous, and never let through.
public final class Authenticator {

    private static final String ATTRIBUTE = "hiremebahamas.viewer";

    private final Viewer.Sessions sessions;

    public Authenticator(Viewer.Sessions sessions) {
        this.sessions = sessions;
    }

    /// The sender of this request. Blocks for the database when the request carries a token and is the first to ask.
    ///
    /// @throws com.hiremebahamas.tidepool.DatabaseException when the token cannot be looked up
    public Viewer viewer(Context request) {
        var known = knownViewer(request);
        if (known != null) return known;
        Viewer found = sessions.find(Credentials.token(request))
                .<Viewer>map(signedIn -> signedIn)
                .orElseGet(Viewer.Anonymous::new);
        request.attribute(ATTRIBUTE, found);
        return found;
    }

    /// The sender of this request, who must be signed in.
    ///
    /// @throws Problem 401 for an anonymous request; browsers are redirected to the sign-in page
    /// @throws com.hiremebahamas.tidepool.DatabaseException when the token cannot be looked up
    public Viewer.SignedIn signedIn(Context request) {
        return switch (viewer(request)) {
            case Viewer.SignedIn signedIn -> signedIn;
            case Viewer.Anonymous _ -> throw Problem.signInFirst();
        };
    }

    /// The sender of this request, who must be a member: signed in, and no longer [pending][Viewer.Standing#PENDING].
    ///
    /// @throws Problem 401 for an anonymous request, 403 for a pending account
    /// @throws com.hiremebahamas.tidepool.DatabaseException when the token cannot be looked up
    public Viewer.SignedIn member(Context request) {
        var viewer = signedIn(request);
        if (!viewer.isMember()) throw Problem.confirmEmailFirst();
        return viewer;
    }

    /// The sender of this request without a lookup, for error pages, which must not use the database again.
    ///
    /// @return null when the request carries a token that was not looked up
    public static @Nullable Viewer knownViewer(Context request) {
        Viewer known = request.attribute(ATTRIBUTE);
        return known == null && Credentials.token(request).isEmpty() ? new Viewer.Anonymous() : known;
    }
}
