package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.MailLink.Purpose;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.secrets.Password;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.sessions.Sessions;
import com.hiremebahamas.sessions.Sessions.Begun;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The rules of setting a new password, a forgotten one by a link in a mail, a known one by itself: every other
/// session of the account ends, and a mail says so. And of signing in by a link instead.
public final class Recovery {

    /// How setting a new password by a link can end.
    sealed interface Reset {
        /// The password is set; a new session has begun, and all earlier ones have ended.
        record Done(Begun session) implements Reset {}

        /// What is wrong with the new password.
        record Refused(String problem) implements Reset {}

        /// Used, expired, altered, or of an account that is gone.
        record LinkInvalid() implements Reset {}
    }

    /// How setting a new password by the old one can end.
    sealed interface Change {
        /// The password is set; a new session has begun, and all earlier ones have ended.
        record Done(Begun session) implements Change {}

        /// What is wrong with the new password.
        record Refused(String problem) implements Change {}

        record WrongPassword() implements Change {}

        record TooMany(Duration retryAfter) implements Change {}
    }

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final MailLinkStore links;
    private final Sessions sessions;
    private final AccountMails mails;
    private final PasswordHasher hasher;
    private final SignInLimits limits;
    private final PasswordCheck passwords;

    public Recovery(
            Tidepool tidepool,
            AccountStore accounts,
            MailLinkStore links,
            Sessions sessions,
            AccountMails mails,
            PasswordHasher hasher,
            SignInLimits limits) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.mails = mails;
        this.hasher = hasher;
        this.limits = limits;
        this.passwords = new PasswordCheck(hasher, limits);
    }

    /// Whether mails can be sent.
    boolean isPossible() {
        return mails.areSent();
    }

    /// Sends a link if the address has an account, within the limit of mails to one address; does the same work if
    /// it has none. Returns how long this client has to wait; zero when the request was accepted.
    Duration sendLink(String email, ClientAddress client) {
        return send(email, client, mails::submitReset);
    }

    /// The same with a link that signs in.
    Duration sendSignIn(String email, ClientAddress client) {
        return send(email, client, mails::submitSignIn);
    }

    private Duration send(String email, ClientAddress client, BiConsumer<Transaction, String> mail) {
        var wait = limits.countRecovery(client);
        if (wait.isPositive()) return wait;
        if (limits.countRecoveryMail(email).isZero())
            tidepool.useTransaction(transaction -> mail.accept(transaction, email));
        return Duration.ZERO;
    }

    boolean isValidSignIn(String link) {
        return links.find(link, Purpose.SIGN_IN).isPresent();
    }

    /// Signs in by a link, which also proves the address. Empty when it was used, has expired, or is altered. Of
    /// concurrent uses of one link one succeeds.
    Optional<Begun> signIn(String link, Client client) {
        return tidepool.write(transaction -> links.use(transaction, link, Purpose.SIGN_IN)
                .filter(used -> accounts.verify(transaction, used))
                .map(used -> sessions.begin(transaction, used.accountId(), client)));
    }

    /// The address of the account whose password the link sets; empty when it was used, has expired, or is altered.
    Optional<String> address(String link) {
        return links.find(link, Purpose.RESET).map(MailLink::email);
    }

    /// The address of an account that is signed in.
    String address(long accountId) {
        return accounts.identity(accountId).map(AccountStore.Identity::email).orElse("");
    }

    /// Sets a new password by a link, which also proves the address. Of concurrent uses of one link one succeeds.
    Reset reset(String link, String password, Client client) {
        var identity = links.find(link, Purpose.RESET)
                .flatMap(found -> accounts.identity(found.accountId()))
                .orElse(null);
        if (identity == null) return new Reset.LinkInvalid();
        var problem = Password.problem(password, identity.email(), identity.displayName());
        if (!problem.isEmpty()) return new Reset.Refused(problem);
        var hash = hasher.hash(password);
        return tidepool.write(transaction -> reset(transaction, link, hash, client));
    }

    private Reset reset(Transaction transaction, String link, String hash, Client client) {
        var used = links.use(transaction, link, Purpose.RESET).orElse(null);
        if (used == null || !accounts.verify(transaction, used)) return new Reset.LinkInvalid();
        return new Reset.Done(replace(transaction, used.accountId(), used.email(), hash, client));
    }

    /// Sets a new password by the old one.
    Change change(long accountId, String oldPassword, String newPassword, Client client) {
        var identity = accounts.identity(accountId).orElseThrow();
        var problem = Password.problem(newPassword, identity.email(), identity.displayName());
        if (!problem.isEmpty()) return new Change.Refused(problem);
        return switch (passwords.ofAccount(oldPassword, identity)) {
            case PasswordCheck.Outcome.Right _ -> change(identity, newPassword, client);
            case PasswordCheck.Outcome.Wrong _ -> new Change.WrongPassword();
            case PasswordCheck.Outcome.TooMany(var wait) -> new Change.TooMany(wait);
        };
    }

    private Change change(AccountStore.Identity identity, String newPassword, Client client) {
        var hash = hasher.hash(newPassword);
        return tidepool.<Change>write(transaction -> accounts.hasPassword(transaction, identity)
                ? new Change.Done(replace(transaction, identity.id(), identity.email(), hash, client))
                : new Change.WrongPassword());
    }

    /// Devices are forgotten, and other links end: a thief who knew the old password may have some.
    private Begun replace(Transaction transaction, long accountId, String email, String hash, Client client) {
        accounts.setPassword(transaction, accountId, hash);
        for (var purpose : Purpose.values()) links.deleteAll(transaction, accountId, purpose);
        mails.submitPasswordChanged(transaction, email);
        return sessions.renew(transaction, accountId, client, true);
    }
}
