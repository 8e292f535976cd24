package com.hiremebahamas.web;

import java.util.Optional;

/// The sender of a request, as found by [Authenticator].
public sealed interface Viewer {

    /// A request without credentials, or with a token that is not valid.
    record Anonymous() implements Viewer {}

    /// What is known of the e-mail address of an account, and so what the account may do.
    enum Standing {
        /// Signed up, and not confirmed yet: anybody can be. May look around and write drafts.
        PENDING,
        /// A member from before addresses were confirmed. May do all but publish and apply.
        UNVERIFIED,
        VERIFIED;

        /// The standing of an account.
        ///
        /// @param pending  whether the account is pending
        /// @param verified whether its address is confirmed
        public static Standing of(boolean pending, boolean verified) {
            if (pending) return PENDING;
            return verified ? VERIFIED : UNVERIFIED;
        }
    }

    /// A request with the token of a valid session.
    ///
    /// @param id of the account
    record SignedIn(long id, String displayName, Standing standing) implements Viewer {

        /// Whether it may see what is for members.
        public boolean isMember() {
            return standing != Standing.PENDING;
        }

        /// Whether it may publish and apply.
        public boolean isVerified() {
            return standing == Standing.VERIFIED;
        }
    }

    /// Finds the account that a token belongs to.
    @FunctionalInterface
    interface Sessions {
        /// Empty when the token is unknown, ended or expired.
        ///
        /// @throws com.hiremebahamas.tidepool.DatabaseException when the database cannot answer
        Optional<SignedIn> find(String token);
    }
}
