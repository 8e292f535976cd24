package com.hiremebahamas.server;

/// One request as the edge sees it, bound for as long as the request is worked on.
///
/// @param requestId     what the person can quote and the log can find
/// @param clientAddress the address of whoever asks, past the trusted proxies
public record Exchange(String requestId, String clientAddress) {

    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private static final Exchange NONE = new Exchange("none", "0.0.0.0");

    /// The exchange under way; outside of one, an exchange that names nobody.
    public static Exchange current() {
        return CURRENT.orElse(NONE);
    }

    /// Runs the work as this exchange.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
