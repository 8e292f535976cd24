package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Cursor;
import java.text.Normalizer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as an element of a list: enough to decide whether to open its page.
public record Listing(
        long id,
        Offer offer,
        String summary,
        Instant postedAt,
        @Nullable Instant closedAt) {

    /// In characters. A list has twenty summaries and must load over a weak mobile signal.
    static final int MAX_SUMMARY_LENGTH = 160;

    private static final int MAX_SLUG_LENGTH = 60;

    /// Of a title, in UTF-16 units: longer ones are cut before they are normalised.
    private static final int MAX_TITLE_LENGTH = 240;

    private static final String NO_END = " .,;:!?·";

    public boolean isOpen() {
        return closedAt == null;
    }

    /// The path of the page of the job.
    public String path() {
        return path(id, offer.title());
    }

    /// Its position in a list.
    Cursor cursor() {
        return new Cursor(postedAt, id);
    }

    /// The id identifies the job; the slug after it is for people and search engines.
    static String path(long id, String title) {
        var slug = slug(title);
        return slug.isEmpty() ? "/jobs/" + id : "/jobs/" + id + "-" + slug;
    }

    /// The beginning of a description on one line, cut between words where that is possible.
    ///
    /// @param beginning longer than a summary when the description goes on
    static String summarize(String beginning) {
        return summarize(beginning, beginning.length() > MAX_SUMMARY_LENGTH);
    }

    /// @param goesOn whether the description does, after this beginning
    static String summarize(String beginning, boolean goesOn) {
        var text = Description.of(beginning).onOneLine();
        if (!goesOn && text.length() <= MAX_SUMMARY_LENGTH) return text;
        int most = Math.min(text.length(), MAX_SUMMARY_LENGTH - 1);
        int space = text.lastIndexOf(' ', most);
        int end = space > MAX_SUMMARY_LENGTH / 2 ? space : most;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        while (end > 0 && NO_END.indexOf(text.charAt(end - 1)) >= 0) end--;
        return text.substring(0, end) + "…";
    }

    static String slug(String whole) {
        var title = whole.substring(0, Math.min(whole.length(), MAX_TITLE_LENGTH));
        var plain = isAscii(title) ? title : Normalizer.normalize(title, Normalizer.Form.NFKD);
        var words = new StringBuilder(title.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isAsciiLetterOrDigit(c)) {
                words.append(Character.toLowerCase(c));
            } else if (!isCombiningMark(c) && !words.isEmpty() && words.charAt(words.length() - 1) != '-') {
                words.append('-');
            }
        }
        if (!words.isEmpty() && words.charAt(words.length() - 1) == '-') words.setLength(words.length() - 1);
        if (words.length() <= MAX_SLUG_LENGTH) return words.toString();
        int cut = words.lastIndexOf("-", MAX_SLUG_LENGTH);
        return words.substring(0, cut > 0 ? cut : MAX_SLUG_LENGTH);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// An accent, which normalizing to NFKD separates from its letter.
    private static boolean isCombiningMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
