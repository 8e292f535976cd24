package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the layout of every page shows.
///
/// @param title        of this page, without the name of the site
/// @param viewer       null when unknown, such as while the database is unavailable
/// @param path         of this page, to mark it in the navigation
/// @param confirmation of what the viewer has just done; empty for none
public record PageContext(String title, @Nullable Viewer viewer, String path, String confirmation) {

    /// What was done, for the page that a form redirects to. A cookie takes it there, not the address: that
    /// may be shared, and says nothing to anybody else.
    public enum Confirmation {
        REGISTERED("Welcome! Look into your mail: a link there confirms your address. Until then, have a look around."),
        CONFIRMED("Your e-mail address is confirmed, and you are signed in. You can post jobs and apply now."),
        MAIL_SENT("Look into your mail, and into the spam folder too. It can take some minutes."),
        PASSWORD_CHANGED("Your password is changed. Every other device is signed out."),
        PROFILE_SAVED("Your profile is saved."),
        EMAIL_CHANGED("Your account has its new e-mail address."),
        SESSION_ENDED("That device is signed out."),
        SIGNED_OUT("You are signed out."),
        SIGNED_IN_HERE("You are signed in. Go back to the tab where you were writing, and send it again."),
        POSTED("Your job is posted. Everyone can see it now."),
        DRAFT_KEPT("Your draft is kept. Only you see it."),
        DRAFT_DELETED("The draft is deleted."),
        DRAFT_WAITS(
                "Your job is kept as a draft. Open the link in our mail to confirm your address, then post it here."),
        CLOSED("The job is closed. It is no longer in the list.");

        private static final String COOKIE = "__Host-done";

        private final String text;

        Confirmation(String text) {
            this.text = text;
        }

        /// Shows it on the next page, within a minute.
        public void showNext(Context request) {
            setCookie(request, name(), 60);
        }

        /// Once: the cookie is deleted.
        private static String take(Context request) {
            var name = request.cookie(COOKIE);
            if (name == null) return "";
            setCookie(request, "", 0);
            return Stream.of(values())
                    .filter(each -> each.name().equals(name))
                    .map(each -> each.text)
                    .findFirst()
                    .orElse("");
        }

        private static void setCookie(Context request, String value, int seconds) {
            var cookie = COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; Secure; HttpOnly; SameSite=Lax";
            request.res().addHeader("Set-Cookie", cookie);
        }
    }

    public PageContext(String title, @Nullable Viewer viewer, String path) {
        this(title, viewer, path, "");
    }

    /// For the page at the address of this request.
    public static PageContext of(Context request, String title, @Nullable Viewer viewer) {
        return new PageContext(title, viewer, request.path(), Confirmation.take(request));
    }

    /// For a form that is shown again: the title, which is read first, says so.
    public PageContext withError() {
        return new PageContext("Error: " + title, viewer, path, confirmation);
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
