package com.hiremebahamas.demo;

import com.hiremebahamas.accounts.AccountStore.NewAccount;
import com.hiremebahamas.demo.SectorCatalogue.Sector;
import com.hiremebahamas.places.Island;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Invented people. Every sixth posts jobs as an employer.
final class DemoPeople {

    /// No real person's address ends so: the domain is reserved (RFC 2606).
    static final String EMAIL_DOMAIN = "@example.com";

    private static final List<String> FIRST_NAMES = List.of(
            "Shantell",
            "Devon",
            "Keisha",
            "Marvin",
            "Latoya",
            "Rashad",
            "Anastacia",
            "Delroy",
            "Philippa",
            "Kendrick",
            "Tamika",
            "Leroy",
            "Cherise",
            "Garvin",
            "Monique",
            "Desmond",
            "Alicia",
            "Trevor",
            "Bianca",
            "Wendell",
            "Jasmine",
            "Clyde",
            "Indira",
            "Osbourne",
            "Nikita",
            "Percival",
            "Sasha",
            "Bradley",
            "Yvette",
            "Renaldo",
            "Marie-Ange",
            "Jean-Claude",
            "Simone",
            "Cordell",
            "Patrice",
            "Lavardo");
    private static final List<String> LAST_NAMES = List.of(
            "Rolle",
            "Ferguson",
            "Knowles",
            "Smith",
            "Moxey",
            "Cartwright",
            "Albury",
            "Pinder",
            "Bethel",
            "Johnson",
            "Munroe",
            "McPhee",
            "Sands",
            "Rahming",
            "Thompson",
            "Stubbs",
            "Gibson",
            "Turnquest",
            "Deveaux",
            "Cooper",
            "Forbes",
            "Sawyer",
            "Kemp",
            "Bain",
            "Wilchcombe",
            "Pierre",
            "Joseph",
            "Minnis",
            "Taylor",
            "Saunders");

    /// Inhabitants in hundreds, after the census of 2022, rounded.
    private static final Map<String, Integer> INHABITANTS = Map.ofEntries(
            Map.entry("new-providence", 2965),
            Map.entry("grand-bahama", 467),
            Map.entry("abaco", 167),
            Map.entry("andros", 78),
            Map.entry("eleuthera", 80),
            Map.entry("exuma", 73),
            Map.entry("harbour-island", 20),
            Map.entry("spanish-wells", 16),
            Map.entry("long-island", 29),
            Map.entry("bimini", 24));
    private static final int SMALL_ISLAND = 8;

    private static final int MAX_YEARS = 28;
    private static final Duration MAX_AGE = Duration.ofDays(420);
    private static final Duration MIN_AGE = Duration.ofDays(61);

    private final SectorCatalogue catalogue;
    private final long seed;
    private final Instant now;

    DemoPeople(SectorCatalogue catalogue, long seed, Instant now) {
        this.catalogue = catalogue;
        this.seed = seed;
        this.now = now;
    }

    /// A person who cannot sign in: the password hash is well-formed and random.
    NewAccount person(int number, RandomGenerator random) {
        var first = pick(FIRST_NAMES, random);
        var last = pick(LAST_NAMES, random);
        var email = first + "." + last + "." + number + emailSuffix(seed);
        var age = random.nextLong(MIN_AGE.toSeconds(), MAX_AGE.toSeconds());
        return new NewAccount(
                email.toLowerCase(Locale.ROOT),
                randomHash(random),
                first + " " + last,
                headline(random),
                island(random).code(),
                now.minusSeconds(age));
    }

    /// What all e-mail addresses of a seed end in.
    static String emailSuffix(long seed) {
        return ".demo" + seed + EMAIL_DOMAIN;
    }

    static Island island(RandomGenerator random) {
        int total = Island.ALL.stream().mapToInt(DemoPeople::inhabitants).sum();
        int at = random.nextInt(total);
        for (var island : Island.ALL) {
            at -= inhabitants(island);
            if (at < 0) return island;
        }
        throw new IllegalStateException("The weights do not add up to " + total);
    }

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    private static int inhabitants(Island island) {
        return INHABITANTS.getOrDefault(island.code(), SMALL_ISLAND);
    }

    private String headline(RandomGenerator random) {
        Sector sector = pick(catalogue.sectors(), random);
        var trade = pick(sector.roles(), random).title();
        int years = random.nextInt(MAX_YEARS);
        return years == 0 ? trade + ", just starting out" : trade + ", " + years + (years == 1 ? " year" : " years");
    }

    private static String randomHash(RandomGenerator random) {
        return "$argon2id$v=19$m=19456,t=2,p=1$" + base64(random, 16) + "$" + base64(random, 32);
    }

    private static String base64(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
