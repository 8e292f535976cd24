package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.SignInLog.Outcome;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.sessions.SessionStore;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import com.hiremebahamas.web.ServiceUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

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

    /// @param identity null when there is no such account; then nothing matches
    private record Attempt(AccountStore.@Nullable Identity identity, PasswordHasher.Verification verification) {
        boolean matches() {
            return identity != null && verification.matches();
        }
    }

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final PasswordHasher hasher;
    private final SignInLimits limits;
    private final FailureTiming failures;
    private final SecretRandom random;
    private final Semaphore inProgress;

    /// @param maxSignIns how many sign-ins are processed at once, most of them waiting for the time of a failure: fewer
    ///                   than requests are, or failures would stop everything else
    public Accounts(
            Tidepool tidepool,
            AccountStore accounts,
            SessionStore sessions,
            PasswordHasher hasher,
            SignInLimits limits,
            SecretRandom random,
            int maxSignIns) {
        this(tidepool, accounts, sessions, hasher, limits, new FailureTiming(), random, maxSignIns);
    }

    Accounts(
            Tidepool tidepool,
            AccountStore accounts,
            SessionStore sessions,
            PasswordHasher hasher,
            SignInLimits limits,
            FailureTiming failures,
            SecretRandom random,
            int maxSignIns) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.sessions = sessions;
        this.hasher = hasher;
        this.limits = limits;
        this.failures = failures;
        this.random = random;
        this.inProgress = new Semaphore(maxSignIns);
    }

    /// A registration that is not made, for whatever reason, counts for no limit.
    Registration register(RegistrationForm form, ClientAddress client) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Registration.Refused(problems);
        var wait = limits.countRegistration(client);
        if (wait.isPositive()) return new Registration.TooMany(wait);
        try {
            return insert(form, hasher.hash(form.password()));
        } catch (RuntimeException e) {
            limits.refundRegistration(client);
            throw e;
        }
    }

    private Registration insert(RegistrationForm form, String hash) {
        var token = SecretToken.random(random);
        return tidepool.write(transaction -> accounts.insert(transaction, form, hash)
                .<Registration>map(account -> {
                    sessions.insert(transaction, token, account.person().id());
                    return new Registration.Registered(account, token.text());
                })
                .orElseGet(Registration.AddressTaken::new));
    }

    /// Each sign-in starts a new session; the earlier session of the browser, if any, ends. One that fails
    /// blocks until the [time][FailureTiming] at which all do.
    ///
    /// @param earlierToken of the browser's session; empty when there is none
    /// @throws com.hiremebahamas.web.Problem 503 when too many sign in at once; it counts for no limit
    SignIn signIn(SignInForm form, ClientAddress client, String earlierToken) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new SignIn.Incomplete(problems);
        if (!inProgress.tryAcquire()) {
            SignInLog.write(Outcome.NOT_VERIFIED, null, form.email(), client);
            throw ServiceUnavailable.SIGN_INS_BUSY.problem();
        }
        try {
            return verify(form, client, earlierToken);
        } finally {
            inProgress.release();
        }
    }

    private SignIn verify(SignInForm form, ClientAddress client, String earlierToken) {
        var wait = limits.countSignIn(client, form.email());
        if (wait.isPositive()) return tooMany(null, form, client, wait);

        var attempt = attempt(form, client);
        var identity = attempt.identity();
        if (identity == null || !attempt.matches()) {
            var outcome = identity == null ? Outcome.NO_ACCOUNT : Outcome.WRONG_PASSWORD;
            SignInLog.write(outcome, identity == null ? null : identity.id(), form.email(), client);
            failures.await(attempt.verification().took());
            return new SignIn.Wrong();
        }
        limits.refundSignIn(client, form.email());
        var rest = limits.countSuccess(identity.id());
        if (rest.isPositive()) return tooMany(identity.id(), form, client, rest);
        var signedIn = startSession(identity, form.password(), earlierToken);
        SignInLog.write(Outcome.SIGNED_IN, identity.id(), form.email(), client);
        return signedIn;
    }

    /// Takes as long without an account as with one. An attempt that cannot be verified, because the hasher is
    /// busy or the database away, counts for no limit.
    private Attempt attempt(SignInForm form, ClientAddress client) {
        try {
            var identity = accounts.identity(form.email()).orElse(null);
            var hash = identity == null ? "" : identity.passwordHash();
            return new Attempt(identity, hasher.verify(form.password(), hash));
        } catch (RuntimeException e) {
            limits.refundSignIn(client, form.email());
            SignInLog.write(Outcome.NOT_VERIFIED, null, form.email(), client);
            throw e;
        }
    }

    private static SignIn tooMany(@Nullable Long account, SignInForm form, ClientAddress client, Duration wait) {
        SignInLog.write(Outcome.TOO_MANY, account, form.email(), client);
        return new SignIn.TooMany(wait);
    }

    private SignIn startSession(AccountStore.Identity identity, String password, String earlierToken) {
        boolean outdated = PasswordHasher.isOutdated(identity.passwordHash());
        var newHash = outdated ? hasher.hash(password) : "";
        var token = SecretToken.random(random);
        return tidepool.write(transaction -> {
            if (outdated) accounts.replaceHash(transaction, identity, newHash);
            endSession(transaction, earlierToken);
            sessions.insert(transaction, token, identity.id());
            sessions.deleteOldest(transaction, identity.id());
            return new SignIn.SignedIn(identity.id(), token.text());
        });
    }

    private void endSession(Transaction transaction, String earlierToken) {
        SecretToken.parse(earlierToken).ifPresent(earlier -> sessions.delete(transaction, earlier));
    }

    /// Ends the session of this token; changes nothing when there is none.
    void signOut(String token) {
        SecretToken.parse(token).ifPresent(sessions::delete);
    }

    void signOutEverywhere(long accountId) {
        sessions.deleteAll(accountId);
    }
}
