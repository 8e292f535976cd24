package com.hiremebahamas.accounts;

import static com.hiremebahamas.testing.WholeSite.PASSWORD;

import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.secrets.PasswordHasher;
import com.hiremebahamas.secrets.SecretRandom;
import com.hiremebahamas.sessions.Client;
import com.hiremebahamas.sessions.Device;
import com.hiremebahamas.sessions.KnownDeviceStore;
import com.hiremebahamas.sessions.SessionStore;
import com.hiremebahamas.sessions.Sessions;
import com.hiremebahamas.tasks.TaskQueue;
import com.hiremebahamas.testing.TestDatabase;
import com.hiremebahamas.testing.TestMailbox;
import com.hiremebahamas.tidepool.Tidepool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The rules of accounts on a database of their own. The test moves the clock; a failed sign-in does not wait, and
/// how long it would is remembered.
final class TestAccounts implements AutoCloseable {

    private final TestDatabase database = TestDatabase.empty();
    private final PasswordHasher hasher = new PasswordHasher();
    private final List<Duration> waits = new ArrayList<>();
    private final AccountStore store = new AccountStore(database.tidepool());
    private final SessionStore sessions = new SessionStore(database.tidepool());
    private final TestMailbox mailbox = new TestMailbox();
    private final AccountMails mails = new AccountMails(
            database.tidepool(),
            store,
            new MailLinkStore(database.tidepool()),
            new TaskQueue(database.tidepool(), InstantSource.system()),
            mailbox,
            new SecretRandom(),
            "https://site.example");
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Accounts accounts = with(hasher);

    /// The same with a hasher of the test's own.
    Accounts with(PasswordHasher other) {
        return with(other, new FailureTiming(waits::add), 100);
    }

    Accounts with(FailureTiming timing, int maxSignIns) {
        return with(hasher, timing, maxSignIns);
    }

    private Accounts with(PasswordHasher other, FailureTiming timing, int maxSignIns) {
        return new Accounts(
                database.tidepool(),
                store,
                sessions,
                new Sessions(sessions, new KnownDeviceStore(database.tidepool()), (_, _, _) -> {}, new SecretRandom()),
                mails,
                other,
                new SignInLimits(RateLimiter.local(() -> now)),
                timing,
                maxSignIns);
    }

    Tidepool tidepool() {
        return database.tidepool();
    }

    AccountStore store() {
        return store;
    }

    SessionStore sessions() {
        return sessions;
    }

    /// Of the failed sign-ins, in order.
    List<Duration> waits() {
        return waits;
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    static Client client(String address, String session) {
        return new Client(ClientAddress.of(address), new Device("a test"), session, "");
    }

    static RegistrationForm form(String email) {
        return new RegistrationForm(email, PASSWORD, "Ann", "", "");
    }

    /// From an IP address that hardly any other registers from; the e-mail address counts as confirmed.
    void register(String email) {
        register(form(email), "192.0.2." + (email.hashCode() & 63));
        tidepool().update("update account set state = 'ACTIVE', verified_at = now() where email = ?", email);
    }

    Accounts.Registration register(RegistrationForm form, String from) {
        return accounts.register(form, client(from, ""));
    }

    /// @param known the token by which the browser is known; empty when it is not
    Accounts.SignIn signIn(String email, String password, String from, String known) {
        var client = new Client(ClientAddress.of(from), new Device("a test"), "", known);
        return accounts.signIn(new SignInForm(email, password), client);
    }

    Accounts.SignIn signIn(String email, String password, String from) {
        return accounts.signIn(new SignInForm(email, password), client(from, ""));
    }

    /// The token of the new session.
    ///
    /// @param earlier the token of the session that ends; empty when there is none
    String signedIn(String email, String earlier) {
        var signIn = accounts.signIn(new SignInForm(email, PASSWORD), client("192.0.2.1", earlier));
        return ((Accounts.SignIn.SignedIn) signIn).session().token();
    }

    void setHash(String email, String hash) {
        tidepool().update("update account set password_hash = ? where email = ?", hash, email);
    }

    String hash(String email) {
        return tidepool()
                .one("select password_hash as h from account where email = ?", row -> row.getString("h"), email)
                .orElseThrow();
    }

    @Override
    public void close() {
        hasher.close();
        database.close();
    }
}
