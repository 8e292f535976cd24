package com.hiremebahamas.web;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The requested page of a list: up to `limit` rows after the cursor, or from the start without one.
public record Paging(int limit, @Nullable Cursor after) {

    public static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,2}");

    /// Reads `limit` and `cursor`.
    ///
    /// @throws Problem 400 when either is malformed
    public static Paging of(Parameters query) {
        var cursor = query.exact("cursor").strip();
        return new Paging(limit(query.exact("limit").strip()), cursor.isEmpty() ? null : Cursor.parse(cursor));
    }

    /// One row more than the limit, to know whether there is a next page without counting.
    public int fetch() {
        return limit + 1;
    }

    /// The rows of this page, and the cursor of the next.
    ///
    /// @param rows up to [#fetch] rows
    public <T> Page<T> page(List<T> rows, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) return new Page<>(List.copyOf(rows), null);
        var visible = List.copyOf(rows.subList(0, limit));
        return new Page<>(visible, cursor.apply(visible.getLast()).text());
    }

    /// The page for a link to the next: its cursor, followed by the limit unless that is the usual one.
    public <T> Page<T> linked(Page<T> page) {
        if (page.nextCursor() == null || limit == DEFAULT_LIMIT) return page;
        return new Page<>(page.items(), page.nextCursor() + "&limit=" + limit);
    }

    /// Rows as they are sent.
    ///
    /// @param nextCursor null on the last page
    public record Page<T>(List<T> items, @Nullable String nextCursor) {

        public <U> Page<U> map(Function<T, U> view) {
            return new Page<>(items.stream().map(view).toList(), nextCursor);
        }
    }

    private static int limit(String text) {
        if (text.isEmpty()) return DEFAULT_LIMIT;
        if (WHOLE.matcher(text).matches() && Integer.parseInt(text) <= MAX_LIMIT) return Integer.parseInt(text);
        throw Problem.of(400, "bad_limit", "The limit must be a whole number from 1 to " + MAX_LIMIT + ".");
    }
}
