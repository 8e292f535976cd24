package com.hiremebahamas.web;

import io.javalin.config.RoutesConfig;

/// A part of the site that adds its own routes.
@FunctionalInterface
public interface Feature {
    void addTo(RoutesConfig routes);
}
