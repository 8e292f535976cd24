package com.hiremebahamas.config;

/// A value that must not reach a log.
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
