package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Cursor;
import java.text.Normalizer;
import java.time.Instant;
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

    /// The beginning of a description, cut between words where that is possible.
    ///
    /// @param beginning on one line, with more than a summary holds when it goes on
    static String summary(String beginning) {
        if (beginning.length() <= LONGEST_SUMMARY) return beginning;
        int space = beginning.lastIndexOf(' ', LONGEST_SUMMARY - 1);
        int end = space > LONGEST_SUMMARY / 2 ? space : LONGEST_SUMMARY - 1;
        if (Character.isHighSurrogate(beginning.charAt(end - 1))) end--;
        while (end > 0 && " .,;:!?".indexOf(beginning.charAt(end - 1)) >= 0) end--;
        return beginning.substring(0, end) + "…";
    }

    private static String slug(String title) {
        var plain = isAscii(title) ? title : Normalizer.normalize(title, Normalizer.Form.NFKD);
        var words = new StringBuilder(title.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isAsciiLetterOrDigit(c)) {
                words.append(Character.toLowerCase(c));
            } else if (!isMark(c) && !words.isEmpty() && words.charAt(words.length() - 1) != '-') {
                words.append('-');
            }
        }
        if (!words.isEmpty() && words.charAt(words.length() - 1) == '-') words.setLength(words.length() - 1);
        if (words.length() <= LONGEST_SLUG) return words.toString();
        int cut = words.lastIndexOf("-", LONGEST_SLUG);
        return words.substring(0, cut > 0 ? cut : LONGEST_SLUG);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// The accent that normalising has parted from its letter.
    private static boolean isMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
