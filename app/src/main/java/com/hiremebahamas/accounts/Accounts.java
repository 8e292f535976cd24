package com.hiremebahamas.accounts;

import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/// The rules of registering, signing in and signing out.
public final class Accounts {

    static final String ADDRESS_TAKEN = "There is an account with this e-mail address. Sign in instead.";
    static final String WRONG_CREDENTIALS = "The e-mail address or the password is wrong.";

    /// How registering can end.
    public sealed interface Registration {
        record Registered(Account account, String token) implements Registration {}

        record Refused(Map<String, String> problems) implements Registration {}

        /// The address has an account, in whatever case it is written.
        record AddressTaken() implements Registration {}

        record TooMany(Duration retryAfter) implements Registration {}
    }

    /// How signing in can end.
    public sealed interface SignIn {
        record SignedIn(long accountId, String token) implements SignIn {}

        record Incomplete(Map<String, String> problems) implements SignIn {}

        /// Unknown address or wrong password: the response does not say which.
        record Wrong() implements SignIn {}

        record TooMany(Duration retryAfter) implements SignIn {}
    }

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final PasswordHasher hasher;
    private final SignInLimits limits;
    private final SecureRandom random;

    public Accounts(
            Tidepool tidepool,
            AccountStore accounts,
            SessionStore sessions,
            PasswordHasher hasher,
            SignInLimits limits,
            SecureRandom random) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.sessions = sessions;
        this.hasher = hasher;
        this.limits = limits;
        this.random = random;
    }

    Registration register(RegistrationForm form, ClientAddress client) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Registration.Refused(problems);
        var wait = limits.countRegistration(client);
        if (wait.isPositive()) return new Registration.TooMany(wait);

        var hash = hasher.hash(form.password());
        var token = SessionToken.random(random);
        return tidepool.write(transaction -> accounts.insert(transaction, form, hash)
                .<Registration>map(account -> {
                    sessions.insert(transaction, token, account.person().id());
                    return new Registration.Registered(account, token.text());
                })
                .orElseGet(Registration.AddressTaken::new));
    }

    /// Each sign-in starts a new session; the earlier session of the browser, if any, ends.
    ///
    /// @param earlierToken of the browser's session; empty when there is none
    SignIn signIn(SignInForm form, ClientAddress client, String earlierToken) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new SignIn.Incomplete(problems);
        var wait = limits.countSignIn(client, form.email());
        if (wait.isPositive()) return new SignIn.TooMany(wait);

        var identity = accounts.identity(form.email());
        var hash = identity.map(AccountStore.Identity::passwordHash).orElse("");
        boolean matches = hasher.matches(form.password(), hash);
        if (identity.isEmpty() || !matches) return new SignIn.Wrong();
        var rest = limits.countSuccess(identity.get().id());
        if (rest.isPositive()) return new SignIn.TooMany(rest);
        limits.refundSignIn(client, form.email());
        return startSession(identity.get(), form.password(), earlierToken);
    }

    private SignIn startSession(AccountStore.Identity identity, String password, String earlierToken) {
        boolean outdated = PasswordHasher.isOutdated(identity.passwordHash());
        var newHash = outdated ? hasher.hash(password) : "";
        var token = SessionToken.random(random);
        return tidepool.write(transaction -> {
            if (outdated) accounts.replaceHash(transaction, identity, newHash);
            endSession(transaction, earlierToken);
            sessions.deleteExpired(transaction);
            sessions.insert(transaction, token, identity.id());
            sessions.deleteOldest(transaction, identity.id());
            return new SignIn.SignedIn(identity.id(), token.text());
        });
    }

    private void endSession(Transaction transaction, String earlierToken) {
        SessionToken.parse(earlierToken).ifPresent(earlier -> sessions.delete(transaction, earlier));
    }

    /// Ends the session of this token; changes nothing when there is none.
    void signOut(String token) {
        SessionToken.parse(token).ifPresent(sessions::delete);
    }

    void signOutEverywhere(long accountId) {
        sessions.deleteAll(accountId);
    }
}
