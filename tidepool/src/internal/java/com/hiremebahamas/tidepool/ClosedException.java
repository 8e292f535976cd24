package com.hiremebahamas.tidepool;

/// The Tidepool was closed before or during the call. A type of its own, so that plain JDBC can make it the
/// `SQLException` that its callers expect.
final class ClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    ClosedException() {
        super("This Tidepool is closed");
    }
}
