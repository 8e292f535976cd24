package com.hiremebahamas.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// What surrounds every page.
///
/// @param title  of this page, without the name of the site
/// @param viewer null when it is not known who is asking, such as while the database is away
/// @param path   of this page, to mark it in the navigation
public record PageContext(String title, @Nullable Viewer viewer, String path) {

    /// For a page that answers this request; asks who is asking.
    public static PageContext of(Context request, String title) {
        return new PageContext(title, Viewer.of(request), request.path());
    }

    public boolean isSignedIn() {
        return viewer instanceof Viewer.SignedIn;
    }

    /// Not the opposite: while the database is away it is known of nobody who brings a session.
    public boolean isSignedOut() {
        return viewer instanceof Viewer.Anonymous;
    }

    /// Empty when nobody is known to be signed in.
    public String displayName() {
        return viewer instanceof Viewer.SignedIn signedIn ? signedIn.displayName() : "";
    }
}
