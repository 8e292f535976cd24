package com.hiremebahamas.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.hiremebahamas.http.content.Sha256;
import java.util.Base64;
import java.util.Optional;

/// The token of a session: 256 random bits. The database stores only its SHA-256.
final class SessionToken {

    private static final int BYTES = 32;
    private static final int LENGTH = 43;

    private final String text;

    private SessionToken(String text) {
        this.text = text;
    }

    static SessionToken random(SecretRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Empty when the text cannot be a token, which saves a query.
    static Optional<SessionToken> parse(String text) {
        boolean possible = text.length() == LENGTH
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
        return possible ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    /// For the client alone: never logged, never stored.
    String text() {
        return text;
    }

    byte[] hash() {
        return Sha256.of(text.getBytes(US_ASCII));
    }
}
