package com.hiremebahamas.demo;

import com.hiremebahamas.jobs.Amount;
import com.hiremebahamas.jobs.PayPeriod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The sectors in `demo/adverts.txt`, with their employers, roles and pay.
record SectorCatalogue(List<Sector> sectors) {

    record Sector(List<String> employers, List<String> asks, List<String> offers, List<Role> roles) {}

    record Role(String title, PayPeriod period, Amount minPay, Amount maxPay, List<String> duties) {}

    static SectorCatalogue read() {
        try (var file = Objects.requireNonNull(SectorCatalogue.class.getResourceAsStream("/demo/adverts.txt"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new SectorCatalogue(Arrays.stream(text.split("(?m)^sector: .*$"))
                    .skip(1)
                    .map(SectorCatalogue::sector)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sector sector(String block) {
        var roles = new ArrayList<Role>();
        for (var line : values(block, "role")) roles.add(role(parts(line, "\\|")));
        return new Sector(
                parts(values(block, "employers").getFirst(), ";"),
                parts(values(block, "ask").getFirst(), ";"),
                parts(values(block, "offer").getFirst(), ";"),
                List.copyOf(roles));
    }

    private static Role role(List<String> parts) {
        var pay = parts(parts.get(1), "[ -]");
        return new Role(
                parts.getFirst(),
                PayPeriod.valueOf(pay.getFirst()),
                Amount.ofDecimal(pay.get(1)),
                Amount.ofDecimal(pay.get(2)),
                parts.subList(2, parts.size()));
    }

    private static List<String> values(String block, String key) {
        return block.lines()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2))
                .toList();
    }

    private static List<String> parts(String line, String separator) {
        return Arrays.stream(line.split(separator, -1)).map(String::strip).toList();
    }
}
