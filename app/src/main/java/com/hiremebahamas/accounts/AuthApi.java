package com.hiremebahamas.accounts;

import com.hiremebahamas.people.PersonView;
import com.hiremebahamas.places.Island;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.web.Authenticator;
import com.hiremebahamas.web.Credentials;
import com.hiremebahamas.web.Feature;
import com.hiremebahamas.web.Json;
import com.hiremebahamas.web.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Registration and sign-in for programs: the response carries a bearer token and never sets a cookie.
public final class AuthApi implements Feature {

    private final Accounts accounts;
    private final AccountStore store;
    private final Authenticator authenticator;

    public AuthApi(Accounts accounts, AccountStore store, Authenticator authenticator) {
        this.accounts = accounts;
        this.store = store;
        this.authenticator = authenticator;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/auth/register", this::register)
                .post("/api/auth/login", this::login)
                .post("/api/auth/logout", this::logout)
                .get("/api/auth/me", this::me);
    }

    private record AccountView(
            String id,
            String displayName,
            String headline,
            @Nullable Island island,
            Instant memberSince,
            String email) {

        static AccountView of(Account account) {
            var person = PersonView.of(account.person());
            return new AccountView(
                    person.id(),
                    person.displayName(),
                    person.headline(),
                    person.island(),
                    person.memberSince(),
                    account.email());
        }
    }

    private record SessionView(String token, AccountView user) {}

    private void register(Context request) {
        var form = Json.read(request, RegistrationForm.class);
        switch (accounts.register(form, Client.ofProgram(request))) {
            case Accounts.Registration.Registered(var account, var session) ->
                Json.answer(request, 201, new SessionView(session.token(), AccountView.of(account)));
            case Accounts.Registration.Refused(var problems) -> throw Problem.invalid(problems);
            case Accounts.Registration.TooMany(var retryAfter) -> throw tooMany(retryAfter);
        }
    }

    private void login(Context request) {
        var form = Json.read(request, SignInForm.class);
        switch (accounts.signIn(form, Client.ofProgram(request))) {
            case Accounts.SignIn.SignedIn(var accountId, var session) ->
                Json.answer(request, 200, new SessionView(session.token(), AccountView.of(account(accountId))));
            case Accounts.SignIn.Incomplete(var problems) -> throw Problem.invalid(problems);
            case Accounts.SignIn.Wrong _ -> throw Problem.of(401, "wrong_credentials", Accounts.WRONG_CREDENTIALS);
            case Accounts.SignIn.TooMany(var retryAfter) -> throw tooMany(retryAfter);
            case Accounts.SignIn.OnlyKnownDevices(var retryAfter) -> throw onlyKnownDevices(retryAfter);
        }
    }

    private void logout(Context request) {
        var token = Credentials.token(request);
        if (token.isEmpty()) throw Problem.signInFirst();
        accounts.signOut(token);
        request.status(204);
    }

    private void me(Context request) {
        Json.answer(
                request,
                200,
                AccountView.of(account(authenticator.signedIn(request).id())));
    }

    private Account account(long id) {
        return store.account(id).orElseThrow(Problem::signInFirst);
    }

    static Problem onlyKnownDevices(Duration retryAfter) {
        return Problem.tooMany(
                "Somebody has tried many wrong passwords with this address, so for an hour its password is accepted"
                        + " only where it was used before. On a new device, choose “Sign in by mail”.",
                retryAfter);
    }

    static Problem tooMany(Duration retryAfter) {
        long minutes = Math.max(1, retryAfter.plusSeconds(59).toMinutes());
        var pause = minutes == 1 ? "a minute" : minutes + " minutes";
        var detail = "There were too many attempts from your internet connection, perhaps not all yours. Wait ";
        return Problem.tooMany(detail + pause + ", then try again.", retryAfter);
    }
}
