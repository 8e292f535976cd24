package com.hiremebahamas.accounts;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Cursor;
import java.time.Instant;
import java.util.Optional;

/// The public profile of an account.
///
/// @param islandCode empty when not given
public record Person(long id, String displayName, String headline, String islandCode, Instant memberSince) {

    /// Such as `Eleuthera`; empty when not given.
    public String islandName() {
        return Optional.of(islandCode).flatMap(Island::of).map(Island::name).orElse("");
    }

    Cursor cursor() {
        return new Cursor(memberSince, id);
    }
}
