package com.hiremebahamas.http;

import com.hiremebahamas.http.content.ResponseCache;
import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// What the server serves once the process is ready.
///
/// @param servlet    the pages and the API
/// @param operations answers `/ready`, `/metrics` and the like; returns false for other paths
/// @param cache      responses that can be sent without the servlet
/// @param listener   is called for each request to the servlet or the cache
public record Application(HttpServlet servlet, Handler operations, ResponseCache cache, RequestListener listener) {

    /// Is called for each request that reaches the servlet or is answered from the cache, before its
    /// response.
    @FunctionalInterface
    public interface RequestListener {

        /// Called on any thread, the selector's included: must return at once and throw nothing.
        void received(Request request, Response response);
    }
}
