package com.hiremebahamas.benchmarks.peer;

import java.util.Map;

record IslandName(String code, String name) {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("new-providence", "New Providence"),
            Map.entry("grand-bahama", "Grand Bahama"),
            Map.entry("abaco", "Abaco"),
            Map.entry("acklins", "Acklins"),
            Map.entry("andros", "Andros"),
            Map.entry("berry-islands", "Berry Islands"),
            Map.entry("bimini", "Bimini"),
            Map.entry("cat-island", "Cat Island"),
            Map.entry("crooked-island", "Crooked Island and Long Cay"),
            Map.entry("eleuthera", "Eleuthera"),
            Map.entry("exuma", "Exuma and Cays"),
            Map.entry("harbour-island", "Harbour Island"),
            Map.entry("inagua", "Inagua"),
            Map.entry("long-island", "Long Island"),
            Map.entry("mayaguana", "Mayaguana"),
            Map.entry("ragged-island", "Ragged Island"),
            Map.entry("rum-cay", "Rum Cay"),
            Map.entry("san-salvador", "San Salvador"),
            Map.entry("spanish-wells", "Spanish Wells"));

    /// Null for an empty code.
    static IslandName of(String code) {
        return code.isEmpty() ? null : new IslandName(code, NAMES.get(code));
    }
}
