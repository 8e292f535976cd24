package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.MailLink.Purpose;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.time.Duration;
import java.util.Map;

/// The rules of changing the e-mail address of an account: asked for with the password, confirmed by a link in a
/// mail to the new address, told to the old one.
public final class EmailChange {

    /// How asking for another address can end.
    sealed interface Request {
        /// A mail is on its way, unless the hour's mails to the address are used up.
        record Accepted() implements Request {}

        record Refused(Map<String, String> problems) implements Request {}

        record TooMany(Duration retryAfter) implements Request {}
    }

    /// How opening the link can end.
    enum Confirming {
        CHANGED,
        /// Used, expired, altered, or of an account that is gone.
        LINK_INVALID,
        /// Another account has the address.
        ADDRESS_TAKEN
    }

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final MailLinkStore links;
    private final AccountMails mails;
    private final PasswordCheck passwords;
    private final SignInLimits limits;

    public EmailChange(
            Tidepool tidepool,
            AccountStore accounts,
            MailLinkStore links,
            AccountMails mails,
            PasswordHasher hasher,
            SignInLimits limits) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.links = links;
        this.mails = mails;
        this.passwords = new PasswordCheck(hasher, limits);
        this.limits = limits;
    }

    /// Whether mails can be sent.
    boolean isPossible() {
        return mails.areSent();
    }

    /// Accepted alike whether or not another account has the address.
    Request request(long accountId, String email, String password) {
        if (!Email.isPlausible(email)) return new Request.Refused(Map.of("email", Email.problem(email)));
        var identity = accounts.identity(accountId).orElseThrow();
        return switch (passwords.ofAccount(password, identity)) {
            case PasswordCheck.Outcome.Right _ -> accept(identity, email);
            case PasswordCheck.Outcome.Wrong _ -> new Request.Refused(Map.of("password", "This is not your password."));
            case PasswordCheck.Outcome.TooMany(var wait) -> new Request.TooMany(wait);
        };
    }

    private Request accept(AccountStore.Identity identity, String email) {
        if (limits.countMail(email).isZero())
            tidepool.useTransaction(transaction -> {
                if (accounts.hasPassword(transaction, identity))
                    mails.submitNewEmail(transaction, identity.id(), email);
            });
        return new Request.Accepted();
    }

    /// The address of an account now.
    String address(long accountId) {
        return accounts.identity(accountId).map(AccountStore.Identity::email).orElse("");
    }

    /// Whether the link is of this account, which must be the one that is signed in: otherwise a stranger who asks
    /// for the address of another would get it by one press of its owner, and a thief's link would outlive the
    /// thief's session.
    boolean isValid(String link, long accountId) {
        return links.find(link, Purpose.CHANGE_EMAIL)
                .filter(found -> found.accountId() == accountId)
                .isPresent();
    }

    Confirming confirm(String link, long accountId) {
        if (!isValid(link, accountId)) return Confirming.LINK_INVALID;
        try {
            return tidepool.write(transaction -> confirm(transaction, link));
        } catch (DatabaseException e) {
            if (AccountStore.isAddressTaken(e)) return Confirming.ADDRESS_TAKEN;
            throw e;
        }
    }

    /// Links that were sent to the old address end.
    private Confirming confirm(Transaction transaction, String link) {
        var used = links.use(transaction, link, Purpose.CHANGE_EMAIL).orElse(null);
        if (used == null) return Confirming.LINK_INVALID;
        var oldEmail = accounts.replaceEmail(transaction, used).orElse(null);
        if (oldEmail == null) return Confirming.LINK_INVALID;
        for (var purpose : Purpose.values()) links.deleteAll(transaction, used.accountId(), purpose);
        mails.submitEmailChanged(transaction, oldEmail);
        return Confirming.CHANGED;
    }
}
