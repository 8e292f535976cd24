package com.hiremebahamas.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// What the layout of every page shows.
///
/// @param title  of this page, without the name of the site
/// @param viewer null when unknown, such as while the database is unavailable
/// @param path   of this page, to mark it in the navigation
public record PageContext(String title, @Nullable Viewer viewer, String path) {

    /// For the page at the address of this request.
    public static PageContext of(Context request, String title, @Nullable Viewer viewer) {
        return new PageContext(title, viewer, request.path());
    }

    public boolean isSignedIn() {
        return viewer instanceof Viewer.SignedIn;
    }

    /// Not the opposite of [#isSignedIn]: both are false while the viewer is unknown.
    public boolean isSignedOut() {
        return viewer instanceof Viewer.Anonymous;
    }

    /// Empty unless the viewer is known to be signed in.
    public String displayName() {
        return viewer instanceof Viewer.SignedIn signedIn ? signedIn.displayName() : "";
    }
}
