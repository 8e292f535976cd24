package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.content.Sha256;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.limits.RateLimit;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.limits.Verdict;
import java.time.Duration;
import java.util.HexFormat;

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

    /// As many hosts of one network may use their limits up: a company has some, an attacker would have
    /// 65,536.
    private static final int HOSTS = 16;

    private final RateLimiter limits;

    public SignInLimits(RateLimiter limits) {
        this.limits = limits;
    }

    /// Counts an attempt before the password is verified, so that concurrent attempts cannot exceed the limit.
    /// Returns how long to wait; zero when the attempt is allowed.
    Duration countSignIn(ClientAddress client, String email) {
        var wait = count(ADDRESS, client);
        return wait.isPositive() ? wait : retryAfter(limits.tryConsume(PAIR, pair(client, email)));
    }

    /// Counts an attempt with the right password, by account: without it nobody can use this limit up. Returns
    /// how long to wait; zero when it is allowed.
    Duration countSuccess(long accountId) {
        return retryAfter(limits.tryConsume(SUCCESS, Long.toString(accountId)));
    }

    /// Refunds an attempt that succeeded, or was not made.
    void refundSignIn(ClientAddress client, String email) {
        refund(ADDRESS, client);
        limits.refund(PAIR, pair(client, email));
    }

    /// Counts a registration. Returns how long to wait; zero when it is allowed.
    Duration countRegistration(ClientAddress client) {
        return count(REGISTRATION, client);
    }

    /// Refunds a registration that was not made.
    void refundRegistration(ClientAddress client) {
        refund(REGISTRATION, client);
    }

    private Duration count(RateLimit limit, ClientAddress client) {
        var wait = retryAfter(limits.tryConsume(limit, client.host()));
        if (wait.isPositive() || client.host().equals(client.network())) return wait;
        return retryAfter(limits.tryConsume(limit.times(HOSTS), client.network()));
    }

    private void refund(RateLimit limit, ClientAddress client) {
        limits.refund(limit, client.host());
        if (!client.host().equals(client.network())) limits.refund(limit.times(HOSTS), client.network());
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
