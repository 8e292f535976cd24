package com.hiremebahamas.http.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, without the exception that no JDK throws.
public final class Sha256 {

    private Sha256() {}

    /// The digest of the parts, one after the other.
    public static byte[] of(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
