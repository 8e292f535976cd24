package com.hiremebahamas.accounts;

import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import io.javalin.http.Context;

/// Where signing in or registering leads to, and so why one is asked to.
///
/// @param path       of this site
/// @param inOtherTab whether a form waits in another tab: signing in here must not open an empty one
public record Destination(String path, boolean inOtherTab) {

    private static final String JOBS = "/jobs";
    private static final String NEW_JOB = "/jobs/new";

    static Destination of(Parameters fields) {
        return new Destination(
                Pages.ownPath(fields.exact("next"), JOBS), fields.exact("tab").equals("other"));
    }

    /// Such as `Sign in to post a job`.
    ///
    /// @param action `Sign in` or `Register`
    public String title(String action) {
        return path.equals(NEW_JOB) ? action + " to post a job" : action;
    }

    /// Why the page asks to sign in; empty when no page redirected to it.
    public String reason() {
        if (inOtherTab) {
            return "Sign in here, then go back to the tab where you were writing. What you typed is still there.";
        }
        if (path.equals(JOBS)) return "";
        return "What you opened is for people who are signed in. Sign in, and you will come back to it.";
    }

    /// The path of the other page about signing in, with the same destination.
    public String from(String page) {
        return page + "?next=" + Pages.asParameter(path) + (inOtherTab ? "&tab=other" : "");
    }

    void redirect(Context request) {
        if (inOtherTab) Confirmation.SIGNED_IN_HERE.showNext(request);
        Pages.seeOther(request, path);
    }
}
