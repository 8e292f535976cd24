package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.content.Sha256;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.http.proxies.ClientAddress.Share;
import com.hiremebahamas.limits.RateLimit;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.limits.Verdict;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// The rate limits of sign-in and registration, by client address.
///
/// Never by account alone: then any client could lock an account. Successful attempts are refunded, so that a
/// whole hotel behind one address can sign in on a Monday morning.
public final class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final RateLimit PAIR = new RateLimit("sign-in", 5, WINDOW);
    private static final RateLimit ADDRESS = new RateLimit("sign-in-address", 30, WINDOW);
    private static final RateLimit SUCCESS = new RateLimit("signed-in", 60, WINDOW);
    private static final RateLimit REGISTRATION = new RateLimit("register", 5, Duration.ofMinutes(30));

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

    /// Hashed, so that no e-mail address is stored in Redis.
    private static String pair(ClientAddress client, String email) {
        var text = client.host() + "|" + Email.folded(email);
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(UTF_8)), 0, 16);
    }
}
