package com.hiremebahamas.accounts;

import com.hiremebahamas.http.RequestContext;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/// The pages of signing in by a link in a mail, which works on a new device while the limit of wrong passwords is
/// used up.
public final class SignInLinkPages implements Feature {

    private static final String TITLE = "Sign in by mail";

    private final Recovery recovery;
    private final Templates templates;
    private final Authenticator authenticator;

    public SignInLinkPages(Recovery recovery, Templates templates, Authenticator authenticator) {
        this.recovery = recovery;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/sign-in/link", this::show)
                .post("/sign-in/link", this::signIn)
                .post("/sign-in/link/mail", this::sendLink);
    }

    /// Without a token: the form that asks for a link.
    private void show(Context request) {
        var link = Parameters.query(request).exact("token");
        if (link.isEmpty()) {
            render(request, 200, "", Map.of());
        } else if (recovery.isValidSignIn(link)) {
            var context = PageContext.of(request, TITLE, authenticator.viewer(request));
            Pages.html(request, templates.accountsSignInLink(context, link));
        } else {
            VerificationPages.invalid(request, templates, authenticator);
        }
    }

    private void signIn(Context request) {
        var begun = recovery.signIn(Parameters.form(request).exact("token"), Client.ofBrowser(request));
        if (begun.isEmpty()) {
            VerificationPages.invalid(request, templates, authenticator);
        } else {
            begun.get().setCookies(request);
            Pages.seeOther(request, "/jobs");
        }
    }

    /// The answer is the same whether or not the address has an account.
    private void sendLink(Context request) {
        var email = Email.of(Parameters.form(request).exact("email"));
        if (!recovery.isPossible()) throw VerificationPages.noMail();
        if (!Email.isPlausible(email)) {
            render(request, 422, email, Map.of("email", Email.problem(email)));
            return;
        }
        var wait = recovery.sendSignIn(email, RequestContext.current().client());
        if (wait.isPositive()) throw AuthApi.tooMany(wait);
        var context = PageContext.of(request, "Look into your mail", authenticator.viewer(request));
        Pages.html(request, templates.accountsForgottenSent(context, email, "fifteen minutes", "/sign-in/link"));
    }

    private void render(Context request, int status, String email, Map<String, String> problems) {
        var plain = PageContext.of(request, TITLE, authenticator.viewer(request));
        request.status(status);
        Pages.html(
                request,
                templates.accountsSignInByMail(problems.isEmpty() ? plain : plain.withError(), email, problems));
    }
}
