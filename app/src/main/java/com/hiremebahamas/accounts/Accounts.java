package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.SignInLog.Outcome;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.sessions.SessionStore;
import com.hiremebahamas.sessions.Sessions;
import com.hiremebahamas.sessions.Sessions.Begun;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.web.ServiceUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The rules of registering, signing in and signing out.
public final class Accounts {

    static final String WRONG_CREDENTIALS = "The e-mail address or the password is wrong.";

    /// How registering can end.
    public sealed interface Registration {
        /// The account is pending, whether or not there is another one with its address.
        record Registered(Account account, Begun session) implements Registration {}

        record Refused(Map<String, String> problems) implements Registration {}

        record TooMany(Duration retryAfter) implements Registration {}
    }

    /// How signing in can end.
    public sealed interface SignIn {
        record SignedIn(long accountId, Begun session) implements SignIn {}

        record Incomplete(Map<String, String> problems) implements SignIn {}

        /// Unknown address or wrong password: the response does not say which.
        record Wrong() implements SignIn {}

        record TooMany(Duration retryAfter) implements SignIn {}

        /// Too many wrong passwords were tried with this address, whether or not it has an account: until then only
        /// a known device, or a link in a mail, leads in.
        record OnlyKnownDevices(Duration retryAfter) implements SignIn {}
    }

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final SessionStore store;
    private final Sessions sessions;
    private final AccountMails mails;
    private final PasswordHasher hasher;
    private final SignInLimits limits;
    private final FailureTiming failures;
    private final Semaphore inProgress;

    /// @param maxSignIns how many sign-ins are processed at once, most of them waiting for the time of a failure: fewer
    ///                   than requests are, or failures would stop everything else
    public Accounts(
            Tidepool tidepool,
            AccountStore accounts,
            SessionStore store,
            Sessions sessions,
            AccountMails mails,
            PasswordHasher hasher,
            SignInLimits limits,
            int maxSignIns) {
        this(tidepool, accounts, store, sessions, mails, hasher, limits, new FailureTiming(), maxSignIns);
    }

    Accounts(
            Tidepool tidepool,
            AccountStore accounts,
            SessionStore store,
            Sessions sessions,
            AccountMails mails,
            PasswordHasher hasher,
            SignInLimits limits,
            FailureTiming failures,
            int maxSignIns) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.store = store;
        this.sessions = sessions;
        this.mails = mails;
        this.hasher = hasher;
        this.limits = limits;
        this.failures = failures;
        this.inProgress = new Semaphore(maxSignIns);
    }

    /// Makes a pending account with a session of its own, and sends a mail to its address: with a link that
    /// confirms it, or to say that there is an account already. The outcome and its time are the same in both
    /// cases. A registration that is not made, for whatever reason, counts for no limit.
    Registration register(RegistrationForm form, Client client) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new Registration.Refused(problems);
        var wait = limits.countRegistration(client.address());
        if (wait.isPositive()) return new Registration.TooMany(wait);
        try {
            return insert(form, hasher.hash(form.password()), client);
        } catch (RuntimeException e) {
            limits.refundRegistration(client.address());
            throw e;
        }
    }

    private Registration insert(RegistrationForm form, String hash, Client client) {
        boolean mayMail = limits.countMail(form.email()).isZero();
        return tidepool.write(transaction -> {
            var account = accounts.insertPending(transaction, form, hash);
            long id = account.person().id();
            if (mayMail) mails.submitConfirmation(transaction, id);
            return new Registration.Registered(account, sessions.beginPending(transaction, id, client));
        });
    }

    /// Each sign-in starts a new session; the earlier session of the browser, if any, ends. One that fails
    /// blocks until the [time][FailureTiming] at which all do.
    ///
    /// @throws com.hiremebahamas.web.Problem 503 when too many sign in at once; it counts for no limit
    SignIn signIn(SignInForm form, Client client) {
        var problems = form.problems();
        if (!problems.isEmpty()) return new SignIn.Incomplete(problems);
        if (!inProgress.tryAcquire()) {
            SignInLog.write(Outcome.NOT_VERIFIED, null, form.email(), client.address());
            throw ServiceUnavailable.SIGN_INS_BUSY.problem();
        }
        try {
            return verify(form, client);
        } finally {
            inProgress.release();
        }
    }

    /// A known device has limits of its own, so that nobody who guesses the password keeps the owner out. An attempt
    /// that is refused, succeeds or cannot be verified gives back what it was counted for, and nothing else.
    private SignIn verify(SignInForm form, Client client) {
        var counted = new ArrayList<Runnable>();
        boolean isFailure = false;
        try {
            var ended = verify(form, client, counted);
            isFailure = ended instanceof SignIn.Wrong;
            return ended;
        } catch (RuntimeException e) {
            SignInLog.write(Outcome.NOT_VERIFIED, null, form.email(), client.address());
            throw e;
        } finally {
            if (!isFailure) counted.forEach(Runnable::run);
        }
    }

    private SignIn verify(SignInForm form, Client client, List<Runnable> counted) {
        var wait = limits.countSignIn(client.address(), form.email());
        if (wait.isZero()) counted.add(() -> limits.refundSignIn(client.address(), form.email()));
        if (wait.isPositive() && client.knownToken().isEmpty()) return tooMany(null, form, client, wait);
        var identity = accounts.identity(form.email()).orElse(null);
        if (sessions.isKnown(client, identity == null ? 0 : identity.id())) {
            var device = client.knownToken().orElseThrow();
            wait = limits.countKnownDevice(device);
            if (wait.isZero()) counted.add(() -> limits.refundKnownDevice(device));
        } else if (wait.isZero()) {
            var accountWait = limits.countAccount(form.email());
            if (accountWait.isPositive()) return onlyKnownDevices(form, client, accountWait);
            counted.add(() -> limits.refundAccount(form.email()));
        }
        return wait.isPositive() ? tooMany(null, form, client, wait) : verify(identity, form, client);
    }

    /// Takes as long without an account as with one.
    private SignIn verify(AccountStore.@Nullable Identity identity, SignInForm form, Client client) {
        var verification = hasher.verify(form.password(), identity == null ? "" : identity.passwordHash());
        if (identity == null || !verification.matches()) {
            var outcome = identity == null ? Outcome.NO_ACCOUNT : Outcome.WRONG_PASSWORD;
            SignInLog.write(outcome, identity == null ? null : identity.id(), form.email(), client.address());
            failures.await(verification.took());
            return new SignIn.Wrong();
        }
        var rest = limits.countSuccess(identity.id());
        if (rest.isPositive()) return tooMany(identity.id(), form, client, rest);
        var ended = startSession(identity, form.password(), client);
        boolean signedIn = ended instanceof SignIn.SignedIn;
        SignInLog.write(
                signedIn ? Outcome.SIGNED_IN : Outcome.WRONG_PASSWORD, identity.id(), form.email(), client.address());
        return ended;
    }

    private static SignIn onlyKnownDevices(SignInForm form, Client client, Duration wait) {
        SignInLog.write(Outcome.TOO_MANY, null, form.email(), client.address());
        return new SignIn.OnlyKnownDevices(wait);
    }

    private static SignIn tooMany(@Nullable Long account, SignInForm form, Client client, Duration wait) {
        SignInLog.write(Outcome.TOO_MANY, account, form.email(), client.address());
        return new SignIn.TooMany(wait);
    }

    private SignIn startSession(AccountStore.Identity identity, String password, Client client) {
        boolean outdated = PasswordHasher.isOutdated(identity.passwordHash());
        var newHash = outdated ? hasher.hash(password) : "";
        return tidepool.<SignIn>write(transaction -> {
            if (!accounts.hasPassword(transaction, identity)) return new SignIn.Wrong();
            if (outdated) accounts.replaceHash(transaction, identity, newHash);
            var begun = sessions.begin(transaction, identity.id(), client);
            if (begun.isNew()) mails.submitNewDevice(transaction, identity.email(), client.device());
            return new SignIn.SignedIn(identity.id(), begun);
        });
    }

    /// Ends the session of this token; changes nothing when there is none.
    void signOut(String token) {
        SecretToken.parse(token).ifPresent(store::delete);
    }

    /// Devices are forgotten, too: one of them may be a thief's.
    void signOutEverywhere(long accountId) {
        tidepool.useTransaction(transaction -> sessions.endAll(transaction, accountId));
    }
}
