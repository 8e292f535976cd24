package com.hiremebahamas.doctor;

import com.hiremebahamas.tidepool.url.DatabaseUrl;

/// What a URL demands of TLS: encryption, and verification of the server.
enum Tls {
    /// Unencrypted is good enough: `disable`, `allow` and `prefer`.
    NOT_REQUIRED,
    /// Encrypted, with any certificate: `require`. A machine in between can pose as the server.
    UNVERIFIED,
    /// The server has to prove itself: by a certificate of a known authority, or by channel binding, with
    /// which the sign-in fails unless both ends see the same certificate.
    VERIFIED;

    /// The remedy for a URL that does not demand as much.
    static final String VERIFY =
            "Somebody on the network between could read and change everything: use sslmode=verify-full,"
                    + " with the authority of the host (docs/settings.md).";

    static Tls of(DatabaseUrl.Valid url) {
        var properties = url.properties();
        var mode = properties.getOrDefault("sslmode", "prefer");
        if (mode.startsWith("verify")) return VERIFIED;
        if (!mode.equals("require")) return NOT_REQUIRED;
        return properties.getOrDefault("channelBinding", "").equals("require") ? VERIFIED : UNVERIFIED;
    }
}
