package com.hiremebahamas.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Collects the problems of a form by field, in the order of the form; only the first problem of a field is
/// kept.
public final class Validator {

    private final Map<String, String> problems = new LinkedHashMap<>();

    /// Adds a problem unless the condition holds.
    public Validator that(boolean holds, String field, String problem) {
        if (!holds) problems.putIfAbsent(field, problem);
        return this;
    }

    /// Text of `least` to `most` characters.
    ///
    /// @param what    the name of the field within the message, which is also shown without its label
    /// @param missing the problem of an empty field
    public Validator text(String field, String what, String text, int least, int most, String missing) {
        int length = Text.length(text);
        return that(least == 0 || length > 0, field, missing)
                .that(length >= least, field, "Use at least " + least + " characters for " + what + ".")
                .that(
                        length <= most,
                        field,
                        "Use at most " + Text.figure(most) + " characters for " + what + "; you used "
                                + Text.figure(length) + ".");
    }

    /// An unmodifiable copy; empty when every field is valid.
    public Map<String, String> problems() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }
}
