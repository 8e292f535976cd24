package com.hiremebahamas.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Collects what is wrong with a form, by field, in the order of the form; the first complaint of a field stands.
public final class Validator {

    private final Map<String, String> problems = new LinkedHashMap<>();

    /// A complaint unless the condition holds.
    public Validator that(boolean holds, String field, String complaint) {
        if (!holds) problems.putIfAbsent(field, complaint);
        return this;
    }

    /// One line of `least` to `most` characters.
    ///
    /// @param what    the field as a complaint calls it: above the form no label stands beside it
    /// @param missing the complaint about an empty one
    public Validator line(String field, String what, String text, int least, int most, String missing) {
        return length(field, what, text, least, most, missing)
                .that(Text.isLine(text), field, "Use one line of plain characters for " + what + ".");
    }

    /// Any number of lines, `least` to `most` characters in all.
    public Validator paragraphs(String field, String what, String text, int least, int most, String missing) {
        return length(field, what, text, least, most, missing)
                .that(Text.isParagraphs(text), field, "Use plain characters only for " + what + ".");
    }

    /// Empty when nothing is wrong.
    public Map<String, String> problems() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    }

    private Validator length(String field, String what, String text, int least, int most, String missing) {
        int length = Text.length(text);
        return that(least == 0 || length > 0, field, missing)
                .that(length >= least, field, "Use at least " + least + " characters for " + what + ".")
                .that(
                        length <= most,
                        field,
                        "Use at most " + most + " characters for " + what + "; these are " + length + ".");
    }
}
