package com.hiremebahamas.demo;

import java.util.List;

/// Somebody one can sign in as on a laptop. The password is not here: each data folder has its own.
public record DemoAccount(String email, String name, String headline, String islandCode) {

    /// An employer with advertisements, and somebody who looks for work.
    public static final List<DemoAccount> ALL = List.of(
            new DemoAccount("maria@example.com", "Maria Rolle", "Hires for a small hotel", "exuma"),
            new DemoAccount("devon@example.com", "Devon Knowles", "Line cook, 6 years", "new-providence"));
}
