package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.Verification.Confirming;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/// The pages of confirming an e-mail address.
public final class VerificationPages implements Feature {

    private static final String TITLE = "Confirm your e-mail address";

    private final Verification verification;
    private final Templates templates;
    private final Authenticator authenticator;

    public VerificationPages(Verification verification, Templates templates, Authenticator authenticator) {
        this.verification = verification;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/confirm-email", this::show)
                .post("/confirm-email", this::confirm)
                .post("/confirm-email/mail", this::sendLink);
    }

    /// Opening the link changes nothing: mail programs open links to look for viruses.
    private void show(Context request) {
        var link = Parameters.query(request).exact("token");
        if (verification.address(link).isPresent()) render(request, 200, link, Map.of(), "");
        else invalid(request);
    }

    private void confirm(Context request) {
        var fields = Parameters.form(request);
        var link = fields.exact("token");
        switch (verification.confirm(link, fields.exact("password"), Client.ofBrowser(request))) {
            case Confirming.Confirmed(var session) -> {
                session.setCookies(request);
                Confirmation.CONFIRMED.showNext(request);
                Pages.seeOther(request, "/me");
            }
            case Confirming.WrongPassword _ ->
                render(
                        request,
                        422,
                        link,
                        Map.of("password", "This is not the password that you chose when you signed up."),
                        "");
            case Confirming.TooMany(var wait) -> {
                var problem = AuthApi.tooMany(wait);
                problem.headers().forEach(request::header);
                render(request, 429, link, Map.of(), problem.detail());
            }
            case Confirming.LinkInvalid _ -> invalid(request);
            case Confirming.AddressTaken _ -> {
                var context = PageContext.of(request, TITLE, authenticator.viewer(request));
                request.status(409);
                Pages.html(request, templates.accountsLinkUsed(context));
            }
        }
    }

    private void sendLink(Context request) {
        var viewer = authenticator.signedIn(request);
        if (!verification.isPossible()) throw noMail();
        verification.sendLink(viewer.id());
        Confirmation.MAIL_SENT.showNext(request);
        Pages.seeOther(request, "/me");
    }

    private void render(Context request, int status, String link, Map<String, String> problems, String notice) {
        var plain = PageContext.of(request, TITLE, authenticator.viewer(request));
        var context = problems.isEmpty() && notice.isEmpty() ? plain : plain.withError();
        request.status(status);
        Pages.html(
                request,
                templates.accountsConfirmEmail(
                        context, link, verification.address(link).orElse(""), problems, notice));
    }

    private void invalid(Context request) {
        invalid(request, templates, authenticator);
    }

    /// The page for any link of a mail that cannot be used. The same for a used, an expired and an altered one: what
    /// to do is the same, and it helps nobody to guess.
    static void invalid(Context request, Templates templates, Authenticator authenticator) {
        var context = PageContext.of(request, "This link no longer works", authenticator.viewer(request));
        request.status(410);
        Pages.html(request, templates.accountsLinkInvalid(context));
    }

    static Problem noMail() {
        return Problem.of(
                503,
                "mail_unavailable",
                "The site cannot send mail at the moment. Nothing is lost: try again in a while.");
    }
}
