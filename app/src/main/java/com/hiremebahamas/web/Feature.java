package com.hiremebahamas.web;

import io.javalin.config.RoutesConfig;

/// A part of the site: it adds its routes, one short method a row.
@FunctionalInterface
public interface Feature {
    void addTo(RoutesConfig routes);
}
