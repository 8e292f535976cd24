package com.hiremebahamas.sessions;

import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.secrets.SecretToken;
import com.hiremebahamas.sessions.KnownDeviceStore.Acquaintance;
import com.hiremebahamas.tidepool.Transaction;
import com.hiremebahamas.web.Credentials;
import io.javalin.http.Context;

/// The beginning and the end of sessions.
public final class Sessions {

    /// Moves what a pending account has written to the account that has its address.
    @FunctionalInterface
    public interface DraftMove {
        /// Moves it, in the transaction in which the pending account ends.
        void move(Transaction transaction, long pendingAccountId, long accountId);
    }

    private final SessionStore sessions;
    private final KnownDeviceStore devices;
    private final DraftMove drafts;
    private final SecretRandom random;

    public Sessions(SessionStore sessions, KnownDeviceStore devices, DraftMove drafts, SecretRandom random) {
        this.sessions = sessions;
        this.devices = devices;
        this.drafts = drafts;
        this.random = random;
    }

    /// A session that has begun.
    ///
    /// @param token  for the client alone
    /// @param device by which the browser is known from now on; empty for a program, or a pending account
    /// @param isNew  whether the account is known elsewhere, and was not known here
    public record Begun(String token, String device, boolean isNew) {

        /// Stores both tokens in the browser.
        public void setCookies(Context request) {
            Credentials.setCookie(request, token);
            if (!device.isEmpty()) Credentials.setDevice(request, device);
        }

        /// Without the tokens, which no log may hold.
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /// Begins a session of a pending account; the earlier session of the browser ends.
    public Begun beginPending(Transaction transaction, long accountId, Client client) {
        return new Begun(insert(transaction, accountId, client), "", false);
    }

    /// Begins a session, and remembers the browser; its earlier session ends.
    public Begun begin(Transaction transaction, long accountId, Client client) {
        var token = insert(transaction, accountId, client);
        sessions.deleteOldest(transaction, accountId);
        if (!client.keepsCookies()) return new Begun(token, "", false);
        var device = client.knownToken().orElseGet(() -> SecretToken.random(random));
        var acquaintance = devices.remember(transaction, device, accountId);
        return new Begun(token, device.text(), acquaintance == Acquaintance.NEW);
    }

    /// Ends all sessions of the account and begins one, as after a change of what it may do, or of its password.
    ///
    /// @param forget whether its devices are forgotten too
    public Begun renew(Transaction transaction, long accountId, Client client, boolean forget) {
        sessions.deleteAll(transaction, accountId);
        if (forget) devices.forgetAll(transaction, accountId);
        return begin(transaction, accountId, client);
    }

    /// Ends all sessions of the account, and forgets its devices.
    public void endAll(Transaction transaction, long accountId) {
        sessions.deleteAll(transaction, accountId);
        devices.forgetAll(transaction, accountId);
    }

    private String insert(Transaction transaction, long accountId, Client client) {
        SecretToken.parse(client.session()).ifPresent(earlier -> end(transaction, earlier, accountId));
        var token = SecretToken.random(random);
        sessions.insert(transaction, token, accountId, client.device());
        return token.text();
    }

    /// Ends the browser's earlier session. When that was of a second sign-up with the address of this account, what
    /// was written in between moves here: it was the same person.
    private void end(Transaction transaction, SecretToken earlier, long accountId) {
        sessions.pendingAccount(transaction, earlier, accountId)
                .filter(pending -> pending != accountId)
                .ifPresent(pending -> drafts.move(transaction, pending, accountId));
        sessions.delete(transaction, earlier);
    }

    /// Whether the client is a browser that has signed in to this account before. Takes as long for an account that
    /// there is not.
    ///
    /// @param accountId 0 for none
    public boolean isKnown(Client client, long accountId) {
        return client.knownToken()
                .filter(token -> devices.isKnown(token, accountId))
                .isPresent();
    }
}
