package com.hiremebahamas.http;

import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.tidepool.Deadline;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What is known of a request before the application sees it; bound while the request is processed.
///
/// @param requestId     in the response, on error pages and in the log
/// @param client behind the proxies in front
public record RequestContext(String requestId, ClientAddress client) {

    /// The request attribute in which the application leaves the template of its route, such as `/jobs/{id}`.
    public static final String ROUTE = "hiremebahamas.route";

    private static final String ATTRIBUTE = RequestContext.class.getName();

    private static final char[] ID_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int ID_LENGTH = 12;

    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    private static final RequestContext NONE = new RequestContext("none", ClientAddress.of("0.0.0.0"));

    /// A new id that a person can read out: twelve letters and digits without look-alikes; 2⁶⁰ of them, enough
    /// for a log of years.
    static String newId() {
        long random = ThreadLocalRandom.current().nextLong();
        var id = new char[ID_LENGTH];
        for (int i = 0; i < ID_LENGTH; i++, random >>>= 5) id[i] = ID_CHARACTERS[(int) (random & 31)];
        return new String(id);
    }

    /// The context of the request that this thread processes; outside of one, a context without a client.
    public static RequestContext current() {
        return CURRENT.orElse(NONE);
    }

    /// Runs the work within this context.
    <X extends Throwable> void run(Deadline.Action<X> work) throws X {
        ScopedValue.where(CURRENT, this).<@Nullable Void, X>call(() -> {
            work.run();
            return null;
        });
    }

    /// Empty for a request that Jetty rejected before it reached [RootHandler].
    static Optional<RequestContext> of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestContext known ? Optional.of(known) : Optional.empty();
    }

    void attachTo(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
