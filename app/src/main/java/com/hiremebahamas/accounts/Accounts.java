package com.hiremebahamas.accounts;

import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;

/// The rules of registering, signing in and signing out.
public final class Accounts {

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

        /// Unknown address or wrong password: nobody is told which.
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

    Registration register(RegistrationForm form, String clientAddress) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Registration.Refused(problems);
        var wait = limits.register(clientAddress);
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

    /// A session of its own for each sign-in; the one the browser had, if any, ends.
    ///
    /// @param earlierToken empty when there is none
    SignIn signIn(SignInForm form, String clientAddress, String earlierToken) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new SignIn.Incomplete(problems);
        var wait = limits.signIn(clientAddress, form.email());
        if (wait.isPositive()) return new SignIn.TooMany(wait);

        var identity = accounts.identity(form.email());
        var hash = identity.map(AccountStore.Identity::passwordHash).orElse("");
        boolean fits = hasher.fits(form.password(), hash);
        if (identity.isEmpty() || !fits) return new SignIn.Wrong();
        limits.signedIn(clientAddress, form.email());
        return open(identity.get(), form.password(), earlierToken);
    }

    private SignIn open(AccountStore.Identity identity, String password, String earlierToken) {
        boolean outdated = PasswordHasher.isOutdated(identity.passwordHash());
        var newHash = outdated ? hasher.hash(password) : "";
        var token = SessionToken.random(random);
        return tidepool.write(transaction -> {
            if (outdated) accounts.replaceHash(transaction, identity, newHash);
            end(transaction, earlierToken);
            sessions.deleteExpired(transaction);
            sessions.insert(transaction, token, identity.id());
            return new SignIn.SignedIn(identity.id(), token.text());
        });
    }

    private void end(Transaction transaction, String earlierToken) {
        SessionToken.parse(earlierToken).ifPresent(earlier -> sessions.delete(transaction, earlier));
    }

    /// After this the token is worth nothing. Ending a session twice changes nothing.
    void signOut(String token) {
        SessionToken.parse(token).ifPresent(sessions::delete);
    }

    void signOutEverywhere(long accountId) {
        sessions.deleteAll(accountId);
    }
}
