package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.Recovery.Change;
import com.hiremebahamas.accounts.Recovery.Reset;
import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.sessions.Sessions.Begun;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Viewer.SignedIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/// The pages of a forgotten password and of a new one.
public final class RecoveryPages implements Feature {

    private static final String FORGOTTEN = "Forgotten your password?";
    private static final String NEW = "Choose a new password";
    private static final String CHANGE = "Change your password";

    private final Recovery recovery;
    private final Templates templates;
    private final Authenticator authenticator;

    public RecoveryPages(Recovery recovery, Templates templates, Authenticator authenticator) {
        this.recovery = recovery;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/forgotten-password", this::showForgotten)
                .post("/forgotten-password", this::sendLink)
                .get("/new-password", this::showNew)
                .post("/new-password", this::reset)
                .get("/me/password", this::showChange)
                .post("/me/password", this::change);
    }

    private void showForgotten(Context request) {
        renderForgotten(
                request,
                200,
                "",
                Map.of(),
                recovery.isPossible() ? "" : VerificationPages.noMail().detail());
    }

    /// The answer is the same whether or not the address has an account.
    private void sendLink(Context request) {
        var email = Email.of(Parameters.form(request).exact("email"));
        if (!recovery.isPossible()) throw VerificationPages.noMail();
        if (!Email.isPlausible(email)) {
            renderForgotten(request, 422, email, Map.of("email", Email.problem(email)), "");
            return;
        }
        var wait = recovery.sendLink(email, RequestContext.current().client());
        if (wait.isPositive()) {
            var problem = AuthApi.tooMany(wait);
            problem.headers().forEach(request::header);
            renderForgotten(request, 429, email, Map.of(), problem.detail());
            return;
        }
        var context = PageContext.of(request, "Look into your mail", authenticator.viewer(request));
        Pages.html(request, templates.accountsForgottenSent(context, email, "an hour", "/forgotten-password"));
    }

    private void renderForgotten(
            Context request, int status, String email, Map<String, String> problems, String notice) {
        request.status(status);
        Pages.html(
                request,
                templates.accountsForgotten(context(request, FORGOTTEN, problems, notice), email, problems, notice));
    }

    private void showNew(Context request) {
        var link = Parameters.query(request).exact("token");
        if (recovery.address(link).isPresent()) renderNew(request, 200, link, Map.of());
        else VerificationPages.invalid(request, templates, authenticator);
    }

    private void reset(Context request) {
        var fields = Parameters.form(request);
        var link = fields.exact("token");
        switch (recovery.reset(link, fields.exact("password"), Client.ofBrowser(request))) {
            case Reset.Done(var session) -> changed(request, session);
            case Reset.Refused(var problem) -> renderNew(request, 422, link, Map.of("password", problem));
            case Reset.LinkInvalid _ -> VerificationPages.invalid(request, templates, authenticator);
        }
    }

    private void renderNew(Context request, int status, String link, Map<String, String> problems) {
        request.status(status);
        Pages.html(
                request,
                templates.accountsNewPassword(
                        context(request, NEW, problems, ""),
                        link,
                        recovery.address(link).orElse(""),
                        problems));
    }

    private void showChange(Context request) {
        renderChange(request, authenticator.member(request), 200, Map.of());
    }

    private void change(Context request) {
        var viewer = authenticator.member(request);
        var fields = Parameters.form(request);
        var old = fields.exact("old_password");
        switch (recovery.change(viewer.id(), old, fields.exact("password"), Client.ofBrowser(request))) {
            case Change.Done(var session) -> changed(request, session);
            case Change.Refused(var problem) -> renderChange(request, viewer, 422, Map.of("password", problem));
            case Change.WrongPassword _ ->
                renderChange(request, viewer, 422, Map.of("old_password", "This is not your password."));
            case Change.TooMany(var wait) -> throw AuthApi.tooMany(wait);
        }
    }

    private void renderChange(Context request, SignedIn viewer, int status, Map<String, String> problems) {
        request.status(status);
        Pages.html(
                request,
                templates.accountsPassword(
                        context(request, CHANGE, problems, ""), recovery.address(viewer.id()), problems));
    }

    private static void changed(Context request, Begun session) {
        session.setCookies(request);
        Confirmation.PASSWORD_CHANGED.showNext(request);
        Pages.seeOther(request, "/me");
    }

    private PageContext context(Context request, String title, Map<String, String> problems, String notice) {
        var plain = PageContext.of(request, title, authenticator.viewer(request));
        return problems.isEmpty() && notice.isEmpty() ? plain : plain.withError();
    }
}
