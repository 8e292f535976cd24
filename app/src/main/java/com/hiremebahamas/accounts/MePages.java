package com.hiremebahamas.accounts;

import com.hiremebahamas.sessions.SessionStore;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Credentials;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The page of the viewer's own account, and of where it is signed in.
public final class MePages implements Feature {

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final Verification verification;
    private final Templates templates;
    private final Authenticator authenticator;

    public MePages(
            AccountStore accounts,
            SessionStore sessions,
            Verification verification,
            Templates templates,
            Authenticator authenticator) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.verification = verification;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/me", this::me).post("/me/sessions/{session}/end", this::endSession);
    }

    private void me(Context request) {
        var viewer = authenticator.signedIn(request);
        var account = accounts.account(viewer.id()).orElseThrow(Problem::signInFirst);
        var context = PageContext.of(request, "Your account", viewer);
        Pages.html(
                request,
                templates.accountsMe(
                        context,
                        account,
                        viewer.standing(),
                        verification.isPossible(),
                        sessions.of(viewer.id(), Credentials.token(request))));
    }

    private void endSession(Context request) {
        sessions.delete(authenticator.signedIn(request).id(), request.pathParam("session"));
        Confirmation.SESSION_ENDED.showNext(request);
        Pages.seeOther(request, "/me");
    }
}
