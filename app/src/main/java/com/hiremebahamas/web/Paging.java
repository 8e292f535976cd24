package com.hiremebahamas.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted: up to `limit` rows after the cursor, or from the start without one.
public record Paging(int limit, @Nullable Cursor after) {

    /// How many rows a page has when nobody says.
    public static final int USUAL = 20;
    private static final int MOST = 100;

    /// Reads `limit` and `cursor`.
    ///
    /// @throws Problem 400 when either is malformed
    public static Paging of(Parameters query) {
        var cursor = query.text("cursor");
        return new Paging(limit(query.text("limit")), cursor.isEmpty() ? null : Cursor.parse(cursor));
    }

    /// One row more than asked for, to know whether there is a next page without counting.
    public int fetch() {
        return limit + 1;
    }

    /// What is shown of the rows, and where to go on.
    ///
    /// @param rows up to [#fetch] rows
    public <T> Page<T> page(List<T> rows, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) return new Page<>(List.copyOf(rows), null);
        var shown = List.copyOf(rows.subList(0, limit));
        return new Page<>(shown, cursor.apply(shown.getLast()).text());
    }

    /// Rows as they are answered.
    ///
    /// @param nextCursor null on the last page
    public record Page<T>(List<T> items, @Nullable String nextCursor) {

        public <U> Page<U> map(Function<T, U> view) {
            return new Page<>(items.stream().map(view).toList(), nextCursor);
        }
    }

    private static int limit(String text) {
        if (text.isEmpty()) return USUAL;
        if (text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= MOST) return Integer.parseInt(text);
        throw Problem.of(400, "bad_limit", "The limit must be a whole number from 1 to " + MOST + ".");
    }
}
