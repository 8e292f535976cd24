package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.http.Sha256;
import com.hiremebahamas.limits.ClientKey;
import com.hiremebahamas.limits.RateLimit;
import com.hiremebahamas.limits.RateLimiter;
import com.hiremebahamas.limits.Verdict;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/// How often an address may try to get in.
///
/// Never by account alone: then anybody could lock somebody else out. Tries that succeed are given back, so a whole
/// hotel behind one address can sign in on a Monday morning.
public final class SignInLimits {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static final RateLimit PAIR = new RateLimit("sign-in", 5, QUARTER);
    private static final RateLimit ADDRESS = new RateLimit("sign-in-address", 30, QUARTER);
    private static final RateLimit REGISTRATION = new RateLimit("register", 5, Duration.ofMinutes(30));

    private final RateLimiter limits;

    public SignInLimits(RateLimiter limits) {
        this.limits = limits;
    }

    /// Counts a try before the password is looked at, so that many at once cannot slip through; answers how long to
    /// wait, zero when the try may go on.
    Duration signIn(String clientAddress, String email) {
        var address = limits.take(ADDRESS, ClientKey.key(clientAddress));
        return switch (address) {
            case Verdict.Refused refused -> refused.retryAfter();
            case Verdict.Allowed _ -> retryAfter(limits.take(PAIR, pair(clientAddress, email)));
        };
    }

    /// Takes the try back.
    void signedIn(String clientAddress, String email) {
        limits.giveBack(ADDRESS, ClientKey.key(clientAddress));
        limits.giveBack(PAIR, pair(clientAddress, email));
    }

    /// Counts a registration; answers how long to wait, zero when it may go on.
    Duration register(String clientAddress) {
        return retryAfter(limits.take(REGISTRATION, ClientKey.key(clientAddress)));
    }

    private static Duration retryAfter(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> Duration.ZERO;
            case Verdict.Refused refused -> refused.retryAfter();
        };
    }

    /// Hashed, so that Redis learns nobody's e-mail address.
    private static String pair(String clientAddress, String email) {
        var text = ClientKey.key(clientAddress) + "|" + email.toLowerCase(Locale.ROOT);
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(UTF_8)), 0, 16);
    }
}
