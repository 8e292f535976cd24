package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Cursor;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A job as a line of a list: enough to decide whether to open its page.
public record Listing(
        long id,
        Offer offer,
        String summary,
        Instant postedAt,
        @Nullable Instant closedAt) {

    /// How long a summary can be, in characters. Twenty of them must pass a weak signal.
    static final int LONGEST_SUMMARY = 160;

    private static final int LONGEST_SLUG = 60;

    public boolean isOpen() {
        return closedAt == null;
    }

    /// Where the page of the job is.
    public String path() {
        return path(id, offer.title());
    }

    /// Where it stands in a list, which is ordered by time.
    Cursor cursor() {
        return new Cursor(postedAt, id);
    }

    /// The id finds the job; the words after it are for people and search engines.
    static String path(long id, String title) {
        var slug = slug(title);
        return slug.isEmpty() ? "/jobs/" + id : "/jobs/" + id + "-" + slug;
    }

    /// The beginning of a description on one line, cut between words where that is possible.
    static String summary(String description) {
        var line = description.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_SUMMARY) return line;
        int space = line.lastIndexOf(' ', LONGEST_SUMMARY - 1);
        int end = space > LONGEST_SUMMARY / 2 ? space : LONGEST_SUMMARY - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) end--;
        return line.substring(0, end).replaceFirst("[\\s.,;:!?]+$", "") + "…";
    }

    private static String slug(String title) {
        var plain = Normalizer.normalize(title, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var words =
                plain.replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return words.length() <= LONGEST_SLUG
                ? words
                : words.substring(0, LONGEST_SLUG).replaceAll("-[^-]*$", "");
    }
}
