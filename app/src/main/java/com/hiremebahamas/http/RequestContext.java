package com.hiremebahamas.http;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/// What is known of a request before the application sees it; bound while the request is processed.
///
/// @param requestId     in the response, on error pages and in the log
/// @param clientAddress of the client, past the trusted proxies
public record RequestContext(String requestId, String clientAddress) {

    /// The request attribute in which the application leaves the template of its route, such as `/jobs/{id}`.
    public static final String ROUTE = "hiremebahamas.route";

    private static final String ATTRIBUTE = RequestContext.class.getName();

    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    private static final RequestContext NONE = new RequestContext("none", "0.0.0.0");

    /// The context of the request that this thread processes; outside of one, a context without a client.
    public static RequestContext current() {
        return CURRENT.orElse(NONE);
    }

    /// Runs the work within this context.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// Empty for a request that Jetty rejected before it reached [RootHandler].
    static Optional<RequestContext> of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestContext known ? Optional.of(known) : Optional.empty();
    }

    void attachTo(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
