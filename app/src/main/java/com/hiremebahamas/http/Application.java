package com.hiremebahamas.http;

import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.server.Handler;

/// What the server serves once the process is ready.
///
/// @param servlet    the pages and the API
/// @param operations answers `/ready`, `/metrics` and the like; returns false for other paths
/// @param cache      responses that can be sent without the servlet
/// @param listener   is called for each request to the servlet or the cache
public record Application(HttpServlet servlet, Handler operations, ResponseCache cache, RequestListener listener) {}
