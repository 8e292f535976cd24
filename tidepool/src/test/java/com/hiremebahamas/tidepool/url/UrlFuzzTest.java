package com.hiremebahamas.tidepool.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Random pieces of URLs around a secret, for 10 s, or for as long as `-Dfuzz.seconds=` says.
class UrlFuzzTest {

    private static final String CANARY = "canary7391";
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 10));

    private static final List<String> PIECES = List.of(
            "postgresql://",
            "postgres",
            "jdbc:",
            ":",
            "//",
            "@",
            "/",
            "?",
            "#",
            "%",
            "%4",
            "%40",
            "&",
            "=",
            "[",
            "]",
            "::1",
            "h",
            "5432",
            "site",
            " ",
            "\n",
            "\"",
            "'",
            "$",
            "{",
            "}",
            "é",
            "\uD800",
            "host",
            "sslmode",
            "user",
            ",");

    private final SplittableRandom random = new SplittableRandom(Seed.VALUE);

    @Test
    @DisplayName("R2 T36 no text makes it throw, or repeat the secret of a URL that it refuses")
    void noTextMakesItThrowOrRepeatTheSecret() {
        long end = System.nanoTime() + TIME.toNanos();
        while (System.nanoTime() - end < 0) {
            var text = withCanary();
            if (DatabaseUrl.parse(text) instanceof DatabaseUrl.Invalid invalid) {
                assertThat(invalid.toString()).as("%s: %s", Seed.replay(), text).doesNotContain(CANARY);
            }
        }
    }

    private String withCanary() {
        var text = new StringBuilder(random.nextBoolean() ? "postgresql://ann:" : "");
        append(text, random.nextInt(12));
        text.insert(random.nextInt(text.length() + 1), CANARY);
        append(text, random.nextInt(4));
        return text.toString();
    }

    private void append(StringBuilder text, int pieces) {
        for (int i = 0; i < pieces; i++) text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
}
