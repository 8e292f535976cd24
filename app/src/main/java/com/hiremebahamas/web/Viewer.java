package com.hiremebahamas.web;

import java.util.Optional;

/// The sender of a request, as found by [Authenticator].
public sealed interface Viewer {

    /// A request without credentials, or with a token that is not valid.
    record Anonymous() implements Viewer {}

    /// A request with the token of a valid session.
    ///
    /// @param id of the account
    record SignedIn(long id, String displayName) implements Viewer {}

    /// Finds the account that a token belongs to.
    @FunctionalInterface
    interface Sessions {
        /// Empty when the token is unknown, ended or expired.
        ///
        /// @throws com.hiremebahamas.tidepool.DatabaseException when the database cannot answer
        Optional<SignedIn> find(String token);
    }
}
