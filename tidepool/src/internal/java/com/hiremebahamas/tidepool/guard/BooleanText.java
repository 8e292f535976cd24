package com.hiremebahamas.tidepool.guard;

import java.util.List;
import java.util.Locale;

/// The text of a boolean, as PostgreSQL reads it (`parse_bool` in `bool.c`).
final class BooleanText {

    private BooleanText() {}

    /// White space around it does not count; of the words any beginning, in any case.
    static boolean isTrue(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) return false;
        return List.of("true", "yes").stream().anyMatch(whole -> whole.startsWith(word))
                || List.of("on", "1").contains(word);
    }
}
