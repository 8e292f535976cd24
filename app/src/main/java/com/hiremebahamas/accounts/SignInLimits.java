package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.content.Sha256;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.http.proxies.ClientAddress.Share;
import com.hiremebahamas.limits.RateLimit;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.limits.Verdict;
import com.hiremebahamas.secrets.SecretToken;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// The rate limits of sign-in, registration and the mails about accounts.
///
/// The limit by account alone is for devices that the account does not know: a known device has its own limit, and a
/// link by mail none of these, so that no client can lock an account. Successful attempts are refunded, so that a whole
/// hotel behind one address can sign in on a Monday morning.
public final class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final RateLimit PAIR = new RateLimit("sign-in", 5, WINDOW);
    private static final RateLimit ADDRESS = new RateLimit("sign-in-address", 30, WINDOW);

    /// Wrong passwords for one e-mail address from devices that its account does not know, whatever their addresses
    /// are. Ten thousand addresses of an attacker guess 30 an hour and not 50,000; the owner has a known device, or
    /// gets a link by mail.
    private static final RateLimit ACCOUNT = new RateLimit("sign-in-account", 30, Duration.ofHours(1));

    private static final RateLimit KNOWN_DEVICE = new RateLimit("sign-in-device", 10, WINDOW);
    private static final RateLimit SUCCESS = new RateLimit("signed-in", 60, WINDOW);

    /// Two classes of school leavers behind one address. What a sign-up costs is bounded by the hasher, and what
    /// its mails cost by the limit of mails to one address.
    private static final RateLimit REGISTRATION = new RateLimit("register", 60, Duration.ofMinutes(30));

    private static final RateLimit RECOVERY = new RateLimit("recovery", 30, WINDOW);

    /// Mails to one address that its owner may not have asked for: of sign-ups, and of accounts that want it.
    private static final RateLimit MAIL = new RateLimit("account-mail", 3, Duration.ofHours(1));

    /// Mails with a link to sign in or to set a password. Counted apart from the mails of sign-ups: a client that uses
    /// up that limit must not stop these, and one that uses up this limit has sent the owner three working links.
    private static final RateLimit RECOVERY_MAIL = new RateLimit("recovery-mail", 3, Duration.ofHours(1));

    /// Passwords tried with one link, or by one account that is signed in.
    private static final RateLimit PASSWORD_CHECK = new RateLimit("password-check", 5, WINDOW);

    private final RateLimiter limits;

    public SignInLimits(RateLimiter limits) {
        this.limits = limits;
    }

    /// Counts an attempt before the password is verified, so that concurrent attempts cannot exceed the limit.
    /// Returns how long to wait; zero when the attempt is allowed.
    Duration countSignIn(ClientAddress client, String email) {
        var wait = count(ADDRESS, client);
        if (wait.isPositive()) return wait;
        var pairWait = retryAfter(limits.tryConsume(PAIR, pair(client, email)));
        // A client that keeps trying one account does not use up the limit of the others behind its address.
        if (pairWait.isPositive()) refund(ADDRESS, client.shares());
        return pairWait;
    }

    /// Counts an attempt from a device that the account does not know, whether or not there is an account. Returns
    /// how long to wait; zero when it is allowed.
    Duration countAccount(String email) {
        return retryAfter(limits.tryConsume(ACCOUNT, hash(Email.folded(email))));
    }

    void refundAccount(String email) {
        limits.refund(ACCOUNT, hash(Email.folded(email)));
    }

    /// Counts an attempt from a device that the account knows. Returns how long to wait; zero when it is allowed.
    Duration countKnownDevice(SecretToken device) {
        return retryAfter(limits.tryConsume(KNOWN_DEVICE, hash(device.text())));
    }

    void refundKnownDevice(SecretToken device) {
        limits.refund(KNOWN_DEVICE, hash(device.text()));
    }

    /// Counts an attempt with the right password, by account: without it nobody can use this limit up. Returns
    /// how long to wait; zero when it is allowed.
    Duration countSuccess(long accountId) {
        return retryAfter(limits.tryConsume(SUCCESS, Long.toString(accountId)));
    }

    /// Refunds an attempt that succeeded, or was not made.
    void refundSignIn(ClientAddress client, String email) {
        refund(ADDRESS, client.shares());
        limits.refund(PAIR, pair(client, email));
    }

    /// Counts a registration. Returns how long to wait; zero when it is allowed.
    Duration countRegistration(ClientAddress client) {
        return count(REGISTRATION, client);
    }

    /// Refunds a registration that was not made.
    void refundRegistration(ClientAddress client) {
        refund(REGISTRATION, client.shares());
    }

    /// Counts a request for a link to sign in or to set a password. Returns how long to wait; zero when it is allowed.
    Duration countRecovery(ClientAddress client) {
        return count(RECOVERY, client);
    }

    /// Counts a mail to this address, whether or not it has an account. Returns how long to wait; zero when it is
    /// allowed.
    Duration countMail(String email) {
        return retryAfter(limits.tryConsume(MAIL, hash(Email.folded(email))));
    }

    /// The same for a mail with a link to sign in or to set a password.
    Duration countRecoveryMail(String email) {
        return retryAfter(limits.tryConsume(RECOVERY_MAIL, hash(Email.folded(email))));
    }

    /// Counts a password that is tried with what this key stands for: a link, or an account that is signed in.
    /// Returns how long to wait; zero when it is allowed.
    Duration countPasswordCheck(String key) {
        return retryAfter(limits.tryConsume(PASSWORD_CHECK, hash(key)));
    }

    void refundPasswordCheck(String key) {
        limits.refund(PASSWORD_CHECK, hash(key));
    }

    /// Counts for all shares or for none.
    private Duration count(RateLimit limit, ClientAddress client) {
        var shares = client.shares();
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            var wait = retryAfter(limits.tryConsume(limit.times(share.clients()), share.key()));
            if (wait.isPositive()) {
                refund(limit, shares.subList(0, i));
                return wait;
            }
        }
        return Duration.ZERO;
    }

    private void refund(RateLimit limit, List<Share> shares) {
        for (var share : shares) limits.refund(limit.times(share.clients()), share.key());
    }

    private static Duration retryAfter(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> Duration.ZERO;
            case Verdict.Refused refused -> refused.retryAfter();
        };
    }

    private static String pair(ClientAddress client, String email) {
        return hash(client.host() + "|" + Email.folded(email));
    }

    /// So that no e-mail address and no link is stored in Redis.
    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(UTF_8)), 0, 16);
    }
}
