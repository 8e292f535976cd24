package com.hiremebahamas.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What only instances of one build on one database have in common: where their responses lie in Redis, and the
/// key that signs them.
///
/// It is derived from the whole URL of the database. So a client of Redis without its password can neither
/// write a response that an instance would send, nor mix those of two sites.
public final class SharedKey {

    static final int SIGNATURE_BYTES = 32;

    /// What OWASP asks for with PBKDF2 and HMAC-SHA-256 (Password Storage Cheat Sheet): signatures are no way to
    /// guess the database's password.
    private static final int ITERATIONS = 600_000;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final String name;

    private SharedKey(SecretKeySpec key) {
        this.key = key;
        this.name = "hiremebahamas:responses:" + HexFormat.of().formatHex(sign("name", new byte[0], 0), 0, 16);
    }

    /// Takes some tenths of a second of a core, by intent. Empty when the URL has no password: then there is no
    /// secret, and nothing is shared.
    ///
    /// @param build those of another build are never read
    public static Optional<SharedKey> of(DatabaseUrl url, String build) {
        return of(url, build, ITERATIONS);
    }

    static Optional<SharedKey> of(DatabaseUrl url, String build, int iterations) {
        return url instanceof DatabaseUrl.Valid valid && !valid.password().isEmpty()
                ? Optional.of(new SharedKey(derive(valid, build, iterations)))
                : Optional.empty();
    }

    private static SecretKeySpec derive(DatabaseUrl.Valid url, String build, int iterations) {
        var salt = String.join("\n", url.target(), url.user(), new TreeMap<>(url.properties()).toString(), build);
        var spec = new PBEKeySpec(url.password().toCharArray(), salt.getBytes(UTF_8), iterations, 256);
        try {
            var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
            return new SecretKeySpec(derived.getEncoded(), HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /// The key of the hash in Redis.
    String name() {
        return name;
    }

    /// The signature of the bytes from the offset on, at this address and no other.
    byte[] sign(String address, byte[] bytes, int offset) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            var field = address.getBytes(UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
            mac.update(field);
            mac.update(bytes, offset, bytes.length - offset);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }
}
