package com.hiremebahamas.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// Is called for each request that goes on to the application or is answered from the cache, before its response.
@FunctionalInterface
public interface RequestListener {

    /// Called on the selector's thread: must return at once and throw nothing.
    void received(Request request, Response response);
}
