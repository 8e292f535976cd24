package com.hiremebahamas.http;

/// One request as the edge sees it, bound for as long as the request is worked on.
///
/// @param requestId     what the person can quote and the log can find
/// @param clientAddress the address of whoever asks, past the trusted proxies
public record RequestContext(String requestId, String clientAddress) {

    /// The request attribute in which the application leaves the template of its route, such as `/jobs/{id}`.
    public static final String ROUTE = "hiremebahamas.route";

    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    private static final RequestContext NONE = new RequestContext("none", "0.0.0.0");

    /// The exchange under way; outside of one, an exchange that names nobody.
    public static RequestContext current() {
        return CURRENT.orElse(NONE);
    }

    /// Runs the work as this exchange.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
