package com.hiremebahamas.places;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One of the nineteen islands by which the census of The Bahamas counts people.
///
/// The list is here as well as in the table `island`, so that pages can be shown and forms be validated while the
/// database is unavailable; a test compares the two.
///
/// @param code in URLs and tables
/// @param name on pages
public record Island(String code, String name) {

    /// The two large islands first, then alphabetically.
    public static final List<Island> ALL = List.of(
            new Island("new-providence", "New Providence"),
            new Island("grand-bahama", "Grand Bahama"),
            new Island("abaco", "Abaco"),
            new Island("acklins", "Acklins"),
            new Island("andros", "Andros"),
            new Island("berry-islands", "Berry Islands"),
            new Island("bimini", "Bimini"),
            new Island("cat-island", "Cat Island"),
            new Island("crooked-island", "Crooked Island and Long Cay"),
            new Island("eleuthera", "Eleuthera"),
            new Island("exuma", "Exuma and Cays"),
            new Island("harbour-island", "Harbour Island"),
            new Island("inagua", "Inagua"),
            new Island("long-island", "Long Island"),
            new Island("mayaguana", "Mayaguana"),
            new Island("ragged-island", "Ragged Island"),
            new Island("rum-cay", "Rum Cay"),
            new Island("san-salvador", "San Salvador"),
            new Island("spanish-wells", "Spanish Wells"));

    private static final Map<String, Island> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Island::code, Function.identity()));

    public static Optional<Island> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
