package com.hiremebahamas.demo;

import com.hiremebahamas.accounts.AccountStore.NewAccount;
import java.time.Instant;
import java.util.List;

/// An account to sign in with on a laptop. The password is not here: each data folder has its own.
public record DemoAccount(String email, String name, String headline, String islandCode) {

    /// An employer with jobs, and a person who looks for work.
    public static final List<DemoAccount> ALL = List.of(
            new DemoAccount("maria@example.com", "Maria Rolle", "Hires for a small hotel", "exuma"),
            new DemoAccount("devon@example.com", "Devon Knowles", "Line cook, 6 years", "new-providence"));

    NewAccount withPassword(String hash, Instant createdAt) {
        return new NewAccount(email, hash, name, headline, islandCode, createdAt);
    }
}
