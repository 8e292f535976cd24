package com.hiremebahamas.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.hiremebahamas.http.content.Sha256;
import java.util.Base64;
import java.util.Optional;

/// A token that its holder alone knows, such as that of a session: 256 random bits. The database stores only its
/// SHA-256.
public final class SecretToken {

    private static final int BYTES = 32;
    private static final int LENGTH = 43;

    private final String text;

    private SecretToken(String text) {
        this.text = text;
    }

    public static SecretToken random(SecretRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Empty when the text cannot be a token, which saves a query.
    public static Optional<SecretToken> parse(String text) {
        boolean possible = text.length() == LENGTH
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
        return possible ? Optional.of(new SecretToken(text)) : Optional.empty();
    }

    /// For the client alone: never logged, never stored.
    public String text() {
        return text;
    }

    public byte[] hash() {
        return Sha256.of(text.getBytes(US_ASCII));
    }
}
