package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.content.Sha256;
import com.hiremebahamas.limits.ClientKey;
import com.hiremebahamas.limits.RateLimit;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.limits.Verdict;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/// The rate limits of sign-in and registration, by client address.
///
/// Never by account alone: then any client could lock an account. Successful attempts are refunded, so that a
/// whole hotel behind one address can sign in on a Monday morning.
public final class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final RateLimit PAIR = new RateLimit("sign-in", 5, WINDOW);
    private static final RateLimit ADDRESS = new RateLimit("sign-in-address", 30, WINDOW);
    private static final RateLimit REGISTRATION = new RateLimit("register", 5, Duration.ofMinutes(30));

    private final RateLimiter limits;

    public SignInLimits(RateLimiter limits) {
        this.limits = limits;
    }

    /// Counts an attempt before the password is verified, so that concurrent attempts cannot exceed the limit.
    /// Returns how long to wait; zero when the attempt is allowed.
    Duration countSignIn(String clientAddress, String email) {
        var address = limits.tryConsume(ADDRESS, ClientKey.of(clientAddress));
        return switch (address) {
            case Verdict.Refused refused -> refused.retryAfter();
            case Verdict.Allowed _ -> retryAfter(limits.tryConsume(PAIR, pair(clientAddress, email)));
        };
    }

    /// Refunds an attempt that succeeded.
    void refundSignIn(String clientAddress, String email) {
        limits.refund(ADDRESS, ClientKey.of(clientAddress));
        limits.refund(PAIR, pair(clientAddress, email));
    }

    /// Counts a registration. Returns how long to wait; zero when it is allowed.
    Duration countRegistration(String clientAddress) {
        return retryAfter(limits.tryConsume(REGISTRATION, ClientKey.of(clientAddress)));
    }

    private static Duration retryAfter(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> Duration.ZERO;
            case Verdict.Refused refused -> refused.retryAfter();
        };
    }

    /// Hashed, so that no e-mail address is stored in Redis.
    private static String pair(String clientAddress, String email) {
        var text = ClientKey.of(clientAddress) + "|" + email.toLowerCase(Locale.ROOT);
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(UTF_8)), 0, 16);
    }
}
