package com.hiremebahamas.people;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Cursor;
import java.time.Instant;
import java.util.Optional;

/// The public profile of an account.
///
/// @param islandCode empty when not given
/// @param phone      in E.164; empty when not given, or not shown
public record Person(
        long id, String displayName, String headline, String islandCode, Instant memberSince, String phone) {

    /// As it is dialled; empty when there is none to be shown.
    public String phoneLabel() {
        return phone.isEmpty() ? "" : Phone.display(phone);
    }

    /// Such as `Eleuthera`; empty when not given.
    public String islandName() {
        return Optional.of(islandCode).flatMap(Island::of).map(Island::name).orElse("");
    }

    Cursor cursor() {
        return new Cursor(memberSince, id);
    }
}
