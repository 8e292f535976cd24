package com.hiremebahamas.accounts;

import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.sessions.Sessions.Begun;
import com.hiremebahamas.templates.Templates;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.DatabaseFailure;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Credentials;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.PageContext;
import com.hiremebahamas.web.PageContext.Confirmation;
import com.hiremebahamas.web.Pages;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Viewer.SignedIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Consumer;

/// The pages of registration, sign-in and sign-out.
public final class AccountPages implements Feature {

    private static final String REGISTRATION_UNKNOWN =
            "We could not reach our records, so your account may not be there yet. Wait a moment, then press Register"
                    + " again.";
    private static final String SIGN_IN_UNKNOWN =
            "We cannot sign you in right now, because we cannot reach our records. Wait a moment, then press Sign in"
                    + " again.";
    private static final String FORM_KEPT = " What you typed is still here, except the password.";

    private final Accounts accounts;
    private final Templates templates;
    private final Authenticator authenticator;

    public AccountPages(Accounts accounts, Templates templates, Authenticator authenticator) {
        this.accounts = accounts;
        this.templates = templates;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/register", this::registrationForm)
                .post("/register", this::register)
                .get("/sign-in", this::signInForm)
                .post("/sign-in", this::signIn)
                .post("/sign-out", this::signOut)
                .post("/sign-out/everywhere", this::signOutEverywhere);
    }

    private void registrationForm(Context request) {
        var to = Destination.of(Parameters.query(request));
        if (authenticator.viewer(request) instanceof SignedIn) to.redirect(request);
        else renderRegistration(request, 200, RegistrationForm.BLANK, Map.of(), to);
    }

    private void register(Context request) {
        var fields = Parameters.form(request);
        var form = RegistrationForm.from(fields);
        var to = Destination.of(fields);
        orShowAgain(
                request,
                () -> register(request, form, to),
                REGISTRATION_UNKNOWN,
                notice -> Pages.html(
                        request,
                        templates.accountsRegister(
                                failed(request, to.title("Register")), form.withoutPassword(), Map.of(), notice, to)));
    }

    private void register(Context request, RegistrationForm form, Destination to) {
        switch (accounts.register(form, Client.ofBrowser(request))) {
            case Accounts.Registration.Registered registered -> {
                startSession(request, registered.session(), to);
                if (!to.inOtherTab()) Confirmation.REGISTERED.showNext(request);
            }
            case Accounts.Registration.Refused(var problems) -> renderRegistration(request, 422, form, problems, to);
            case Accounts.Registration.TooMany(var retryAfter) -> throw AuthApi.tooMany(retryAfter);
        }
    }

    private void signInForm(Context request) {
        var to = Destination.of(Parameters.query(request));
        if (authenticator.viewer(request) instanceof SignedIn) to.redirect(request);
        else renderSignIn(request, 200, SignInForm.BLANK, Map.of(), to);
    }

    private void signIn(Context request) {
        var fields = Parameters.form(request);
        var form = SignInForm.from(fields);
        var to = Destination.of(fields);
        orShowAgain(
                request,
                () -> signIn(request, form, to),
                SIGN_IN_UNKNOWN,
                notice -> Pages.html(
                        request,
                        templates.accountsSignIn(
                                failed(request, to.title("Sign in")), form.withoutPassword(), Map.of(), notice, to)));
    }

    private void signIn(Context request, SignInForm form, Destination to) {
        switch (accounts.signIn(form, Client.ofBrowser(request))) {
            case Accounts.SignIn.SignedIn signedIn -> startSession(request, signedIn.session(), to);
            case Accounts.SignIn.Incomplete(var problems) -> renderSignIn(request, 422, form, problems, to);
            case Accounts.SignIn.Wrong _ ->
                renderSignIn(request, 401, form, Map.of("password", Accounts.WRONG_CREDENTIALS), to);
            case Accounts.SignIn.TooMany(var retryAfter) -> throw AuthApi.tooMany(retryAfter);
            case Accounts.SignIn.OnlyKnownDevices(var retryAfter) -> throw AuthApi.onlyKnownDevices(retryAfter);
        }
    }

    private void signOut(Context request) {
        accounts.signOut(Credentials.cookie(request));
        endSession(request);
    }

    private void signOutEverywhere(Context request) {
        accounts.signOutEverywhere(authenticator.signedIn(request).id());
        endSession(request);
    }

    private void renderRegistration(
            Context request, int status, RegistrationForm form, Map<String, String> problems, Destination to) {
        var context = context(request, to.title("Register"), problems);
        request.status(status);
        Pages.html(request, templates.accountsRegister(context, form.withoutPassword(), problems, "", to));
    }

    private PageContext context(Context request, String title, Map<String, String> problems) {
        var plain = PageContext.of(request, title, authenticator.viewer(request));
        return problems.isEmpty() ? plain : plain.withError();
    }

    /// Handles a form, and shows it again where an error page would lose what was typed.
    ///
    /// @param unknown what to say when the database did not answer
    /// @param again   shows the form with a notice
    private static void orShowAgain(Context request, Runnable route, String unknown, Consumer<String> again) {
        try {
            route.run();
        } catch (Problem e) {
            if (e.status() != 429 && e.status() != 503) throw e;
            e.headers().forEach(request::header);
            request.status(e.status());
            again.accept(e.detail() + FORM_KEPT);
        } catch (DatabaseException e) {
            if (e.failure() instanceof DatabaseFailure.Rejected) throw e;
            request.status(503).header("Retry-After", "5");
            again.accept(unknown + FORM_KEPT);
        }
    }

    private static PageContext failed(Context request, String title) {
        return new PageContext(title, Authenticator.knownViewer(request), request.path()).withError();
    }

    private void renderSignIn(
            Context request, int status, SignInForm form, Map<String, String> problems, Destination to) {
        request.status(status);
        Pages.html(
                request,
                templates.accountsSignIn(
                        context(request, to.title("Sign in"), problems), form.withoutPassword(), problems, "", to));
    }

    private static void startSession(Context request, Begun session, Destination to) {
        session.setCookies(request);
        to.redirect(request);
    }

    private static void endSession(Context request) {
        Credentials.clearCookie(request);
        Confirmation.SIGNED_OUT.showNext(request);
        Pages.seeOther(request, "/");
    }
}
