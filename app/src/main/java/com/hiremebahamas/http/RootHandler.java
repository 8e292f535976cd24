package com.hiremebahamas.http;

import com.hiremebahamas.config.Settings;
import com.hiremebahamas.http.connections.BoundedEndPoint;
import com.hiremebahamas.http.connections.IdleTimeouts;
import com.hiremebahamas.http.connections.RequestsPerConnection;
import com.hiremebahamas.http.proxies.ClientAddress;
import com.hiremebahamas.http.proxies.Proxies;
import com.hiremebahamas.http.proxies.SharedAddressWarning;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The first handler of every request, on the selector's thread: health is answered at once; any other request
/// gets its context and its security headers and goes on to the application, which it waits for while the
/// process starts.
final class RootHandler extends Handler.Abstract.NonBlocking {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final HealthHandler health;
    private final SecurityHeaders headers;
    private final ErrorResponses errors;
    private final InFlightRequests inFlight;
    private final StartupQueue startup;
    private final RequestsPerConnection requestsPerConnection;
    private final Proxies proxies;
    private final SharedAddressWarning sharedAddress;
    private final IdleTimeouts idleTimeouts;

    RootHandler(
            Settings.Http settings,
            boolean production,
            Proxies proxies,
            SharedAddressWarning sharedAddress,
            SecurityHeaders headers,
            ErrorResponses errors,
            InFlightRequests inFlight,
            StartupQueue startup,
            IdleTimeouts idleTimeouts) {
        this.health = new HealthHandler(production);
        this.headers = headers;
        this.errors = errors;
        this.inFlight = inFlight;
        this.startup = startup;
        this.requestsPerConnection = new RequestsPerConnection(settings.maxRequests());
        this.proxies = proxies;
        this.sharedAddress = sharedAddress;
        this.idleTimeouts = idleTimeouts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (inFlight.isDraining()) close(response);
        boolean isFramed = isUnambiguouslyFramed(request);
        if (isFramed && health.handle(request, response, callback)) return true;
        if (requestsPerConnection.isReached(request)) close(response);
        headers.putInto(response);
        var context = new RequestContext(RequestContext.newId(), client(request));
        context.attachTo(request);
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof BoundedEndPoint endPoint)
            endPoint.setClient(context.client().network());
        response.getHeaders().put("X-Request-Id", context.requestId());
        if (!METHODS.contains(request.getMethod())) {
            close(response);
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", METHODS));
            errors.write(request, response, callback, HttpError.METHOD_NOT_ALLOWED);
        } else if (!isFramed || !PathCheck.isUnambiguous(request.getHttpURI().getPath())) {
            errors.write(request, response, callback, HttpError.BAD_REQUEST);
        } else {
            pass(context, request, response, callback);
        }
        return true;
    }

    /// `chunked` and nothing else (RFC 9112, 6.1): Jetty reads `identity, chunked` as chunked, a proxy in
    /// front may read it as something else.
    private static boolean isUnambiguouslyFramed(Request request) {
        var encodings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        return encodings.isEmpty()
                || (encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked"));
    }

    private ClientAddress client(Request request) {
        if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer))
            return RequestContext.current().client();
        var client = proxies.client(peer.getAddress(), request.getHeaders());
        sharedAddress.check(client, request.getHeaders());
        return client;
    }

    private void pass(RequestContext context, Request request, Response response, Callback callback) {
        var ready = startup.application();
        if (ready != null) {
            ready.handle(context, request, response, callback);
            return;
        }
        idleTimeouts.extendWhileProcessing(request);
        startup.await(application -> {
            if (application == null) {
                errors.write(request, response, callback, HttpError.STARTING);
            } else {
                application.handle(context, request, response, callback);
            }
        });
    }

    private static void close(Response response) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
}
