package com.hiremebahamas.accounts;

import com.hiremebahamas.accounts.MailLink.Purpose;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.sessions.Sessions;
import com.hiremebahamas.sessions.Sessions.Begun;
import com.hiremebahamas.sessions.Sessions.DraftMove;
import com.hiremebahamas.tidepool.DatabaseException;
import com.hiremebahamas.tidepool.Tidepool;
import com.hiremebahamas.tidepool.Transaction;
import java.time.Duration;
import java.util.Optional;

/// The rules of confirming the e-mail address of an account.
///
/// The link in the mail proves the address, and the password proves that it is the sign-up of the person who opens
/// the link: without it, opening the link of a stranger's sign-up would give the stranger an account with one's
/// address.
public final class Verification {

    /// How confirming can end.
    sealed interface Confirming {
        /// A new session has begun, and all earlier ones of the account have ended.
        record Confirmed(Begun session) implements Confirming {}

        record WrongPassword() implements Confirming {}

        /// Used, expired, altered, or of an account that is gone.
        record LinkInvalid() implements Confirming {}

        /// Another account with the same address was confirmed first.
        record AddressTaken() implements Confirming {}

        record TooMany(Duration retryAfter) implements Confirming {}
    }

    private final Tidepool tidepool;
    private final AccountStore accounts;
    private final MailLinkStore links;
    private final Sessions sessions;
    private final AccountMails mails;
    private final DraftMove drafts;
    private final PasswordCheck passwords;
    private final SignInLimits limits;

    public Verification(
            Tidepool tidepool,
            AccountStore accounts,
            MailLinkStore links,
            Sessions sessions,
            AccountMails mails,
            DraftMove drafts,
            PasswordHasher hasher,
            SignInLimits limits) {
        this.tidepool = tidepool;
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.mails = mails;
        this.drafts = drafts;
        this.passwords = new PasswordCheck(hasher, limits);
        this.limits = limits;
    }

    /// Whether mails can be sent.
    boolean isPossible() {
        return mails.areSent();
    }

    /// Sends the mail, unless the address is confirmed, or has been sent as many as an hour allows.
    public void sendLink(long accountId) {
        var account = accounts.unverified(accountId).orElse(null);
        if (account == null || limits.countMail(account.email()).isPositive()) return;
        tidepool.useTransaction(transaction -> mails.submitConfirmation(transaction, accountId));
    }

    /// The address that the link confirms; empty when it was used, has expired, or is altered.
    Optional<String> address(String link) {
        return links.find(link, Purpose.VERIFY).map(MailLink::email);
    }

    /// Confirms the address. Of several sign-ups with one address the first confirmed wins.
    Confirming confirm(String link, String password, Client client) {
        var found = links.find(link, Purpose.VERIFY).orElse(null);
        var identity =
                found == null ? null : accounts.identity(found.accountId()).orElse(null);
        if (found == null || identity == null) return new Confirming.LinkInvalid();
        return switch (passwords.ofLink(link, password, identity)) {
            case PasswordCheck.Outcome.Right _ -> confirm(link, identity, client);
            case PasswordCheck.Outcome.Wrong _ -> new Confirming.WrongPassword();
            case PasswordCheck.Outcome.TooMany(var wait) -> new Confirming.TooMany(wait);
        };
    }

    private Confirming confirm(String link, AccountStore.Identity identity, Client client) {
        try {
            return tidepool.write(transaction -> accounts.hasPassword(transaction, identity)
                    ? confirm(transaction, link, client)
                    : new Confirming.WrongPassword());
        } catch (DatabaseException e) {
            if (!AccountStore.isAddressTaken(e)) throw e;
            tidepool.useTransaction(transaction -> moveDrafts(transaction, link, identity.email()));
            return new Confirming.AddressTaken();
        }
    }

    /// Both sign-ups are of the person who reads the mails of this address and knows this one's password.
    private void moveDrafts(Transaction transaction, String link, String email) {
        var used = links.use(transaction, link, Purpose.VERIFY).orElse(null);
        var winner = accounts.identity(transaction, email).orElse(null);
        if (used == null || winner == null) return;
        drafts.move(transaction, used.accountId(), winner.id());
        accounts.deletePending(transaction, used.accountId());
    }

    private Confirming confirm(Transaction transaction, String link, Client client) {
        var used = links.use(transaction, link, Purpose.VERIFY).orElse(null);
        if (used == null || !accounts.verify(transaction, used)) return new Confirming.LinkInvalid();
        links.deleteAll(transaction, used.accountId(), Purpose.VERIFY);
        return new Confirming.Confirmed(sessions.renew(transaction, used.accountId(), client, false));
    }
}
