package com.hiremebahamas.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the packaged program does with every kind of `DATABASE_URL`. The canary is the password in each.
class DatabaseUrlIT {

    private static final String CANARY = "canary-7391";
    private static final String FORM = "postgresql://user:password@host:port/database?sslmode=require";

    @ParameterizedTest(name = "R2 R19 {0}")
    @ValueSource(
            strings = {
                "ann:canary-7391@db.example.com:5432/site",
                "http://ann:canary-7391@db.example.com:5432/site",
                "mysql://ann:canary-7391@db.example.com:3306/site",
                "postgresql://ann:canary-7391@:5432/site",
                "postgresql://ann:canary-7391@db.example.com:99999/site",
                "postgresql://ann:canary-7391@db.example.com:abc/site",
                "postgresql://ann:canary-7391/x@db.example.com:5432/site",
                "postgresql://ann:canary-7391@x@db.example.com:5432/site",
                "postgresql://ann:canary-7391%zz@db.example.com:5432/site",
                "postgresql://ann:canary-7391@db.example.com:5432/",
                "postgresql://ann:canary-7391@[::1:5432/site",
                "${canary-7391}",
                "psql 'postgresql://ann:canary-7391@db.example.com/site'"
            })
    void aMalformedUrlIsReportedInOneErrorLineAndTheRestWorks(String url) {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url))) {
            assertThat(program.status("/health")).isEqualTo(200);
            assertThat(program.status("/sign-in")).isEqualTo(200);
            assertUnavailable(program);
            assertThat(program.errors().lines().filter(line -> line.contains("DATABASE_URL")))
                    .singleElement()
                    .asString()
                    .contains(FORM);
            assertThat(program.all()).doesNotContain(CANARY).doesNotContain("did not match the expected pattern");
        }
    }

    @ParameterizedTest(name = "R3 DATABASE_URL={0}")
    @ValueSource(strings = {"", "   ", "postgresql://placeholder:placeholder@invalid.local:5432/placeholder"})
    void anAbsentUrlIsOneWarningAndTheRestWorks(String url) {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url))) {
            assertThat(program.status("/health")).isEqualTo(200);
            assertUnavailable(program);
            assertThat(program.all().lines().filter(line -> line.contains("DATABASE_URL")))
                    .hasSize(1);
            assertThat(program.get("/ready").body()).contains("not_configured");
        }
    }

    @Test
    @DisplayName("R3 an unset URL is one warning and the rest works")
    void anUnsetUrlIsOneWarning() {
        try (var program = PackagedProgram.ready(Map.of())) {
            assertThat(program.status("/health")).isEqualTo(200);
            assertUnavailable(program);
            assertThat(program.all().lines().filter(line -> line.contains("DATABASE_URL")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "R1 {0}")
    @CsvSource({
        "postgres://ann:canary-7391@127.0.0.1:9/site?sslmode=disable",
        "postgresql+asyncpg://ann:canary-7391@127.0.0.1:9/site?sslmode=disable",
        "'  \"postgresql://ann:canary-7391@127.0.0.1:9/site?sslmode=disable\" '",
        "jdbc:postgresql://127.0.0.1:9/site?user=ann&password=canary-7391&sslmode=disable"
    })
    void everySpellingInUseIsAccepted(String url) {
        try (var program = PackagedProgram.ready(Map.of("DATABASE_URL", url))) {
            assertThat(program.output()).contains("DATABASE_URL validated: postgresql://127.0.0.1:9/site");
            assertUnavailable(program);
            assertThat(program.all()).doesNotContain(CANARY);
        }
    }

    private static void assertUnavailable(PackagedProgram program) {
        var answer = program.get("/api/jobs");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).doesNotContain(CANARY);
    }
}
