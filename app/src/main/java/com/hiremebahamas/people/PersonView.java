package com.hiremebahamas.people;

import com.hiremebahamas.places.Island;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The JSON of a person: the public profile and nothing else.
///
/// @param island null when not given
public record PersonView(
        String id,
        String displayName,
        String headline,
        @Nullable Island island,
        Instant memberSince) {

    public static PersonView of(Person person) {
        return new PersonView(
                Long.toString(person.id()),
                person.displayName(),
                person.headline(),
                Island.of(person.islandCode()).orElse(null),
                person.memberSince());
    }
}
