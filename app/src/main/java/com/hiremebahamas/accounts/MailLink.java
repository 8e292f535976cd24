package com.hiremebahamas.accounts;

import java.time.Duration;

/// What a link in a mail stands for, until it is used or expires.
///
/// @param email the address that it was sent to
record MailLink(long accountId, String email) {

    /// What opening a link allows, and for how long.
    enum Purpose {
        /// Confirms the address of an account, together with its password.
        VERIFY("/confirm-email", Duration.ofDays(2)),
        /// Sets a new password.
        RESET("/new-password", Duration.ofHours(1)),
        /// Signs in without the password.
        SIGN_IN("/sign-in/link", Duration.ofMinutes(15)),
        /// Confirms another address of an account.
        CHANGE_EMAIL("/new-email", Duration.ofDays(1));

        private final String path;
        private final Duration lifetime;

        Purpose(String path, Duration lifetime) {
            this.path = path;
            this.lifetime = lifetime;
        }

        Duration lifetime() {
            return lifetime;
        }

        /// The address of the page. The token is in the query, which no log holds.
        ///
        /// @param token 43 letters, digits, `-` and `_`
        String url(String publicOrigin, String token) {
            return publicOrigin + path + "?token=" + token;
        }
    }
}
