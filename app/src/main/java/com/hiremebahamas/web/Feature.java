package com.hiremebahamas.web;

import io.javalin.config.RoutesConfig;

/// A part of the site that adds its own routes.
@FunctionalInterface
public interface Feature {
    void addTo(RoutesConfig routes);

    /// Initializes what its first response needs and no AOT cache holds, on another processor than the start of
    /// the server. No I/O.
    default void prepare() {}
}
