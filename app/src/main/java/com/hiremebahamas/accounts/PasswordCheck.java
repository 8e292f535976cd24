package com.hiremebahamas.accounts;

import com.hiremebahamas.secrets.PasswordHasher;
import java.time.Duration;

/// Checks the password of an account beyond signing in: a few times with one link, or by one account that is signed
/// in, so that neither a mail nor a stolen session lets anybody guess it.
final class PasswordCheck {

    /// The outcome of a check.
    sealed interface Outcome {
        record Right() implements Outcome {}

        record Wrong() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final PasswordHasher hasher;
    private final SignInLimits limits;

    PasswordCheck(PasswordHasher hasher, SignInLimits limits) {
        this.hasher = hasher;
        this.limits = limits;
    }

    Outcome ofLink(String link, String password, AccountStore.Identity identity) {
        return check("link " + link, password, identity);
    }

    Outcome ofAccount(String password, AccountStore.Identity identity) {
        return check("account " + identity.id(), password, identity);
    }

    /// A right password counts for no limit, nor does one that could not be checked because the hasher is busy.
    private Outcome check(String key, String password, AccountStore.Identity identity) {
        var wait = limits.countPasswordCheck(key);
        if (wait.isPositive()) return new Outcome.TooMany(wait);
        boolean wrong = false;
        try {
            wrong = !hasher.verify(password, identity.passwordHash()).matches();
        } finally {
            if (!wrong) limits.refundPasswordCheck(key);
        }
        return wrong ? new Outcome.Wrong() : new Outcome.Right();
    }
}
