package com.hiremebahamas.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Text;
import java.net.URLEncoder;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A search among the open jobs: what the query string of a list says.
///
/// @param words  as typed; empty for all jobs
/// @param island null for all islands
public record JobSearch(String words, @Nullable Island island, Paging paging) {

    private static final int MAX_WORDS_LENGTH = 200;

    /// Reads `q`, `island`, `limit` and `cursor`.
    ///
    /// @throws Problem 400 when one of them is malformed or unknown
    static JobSearch of(Parameters query) {
        if (query.isLonger("q", MAX_WORDS_LENGTH)) {
            throw Problem.of(
                    400, "query_too_long", "Search with fewer words: at most " + MAX_WORDS_LENGTH + " characters.");
        }
        var words = query.line("q", MAX_WORDS_LENGTH);
        return new JobSearch(words, island(query.exact("island").strip()), Paging.of(query));
    }

    /// A search that can be made, and what was wrong with the one that was asked for.
    ///
    /// @param problem in a sentence; empty when nothing was
    record Nearest(JobSearch search, String problem) {}

    /// The search of the query, or else the nearest to it that can be made: with the words that can be read, and
    /// on all islands where the island is unknown.
    static Nearest nearest(Parameters query) {
        try {
            return new Nearest(of(query), "");
        } catch (Problem e) {
            var island = Island.of(query.readable("island").strip()).orElse(null);
            var first = new Paging(Paging.DEFAULT_LIMIT, null);
            return new Nearest(new JobSearch(readableWords(query), island, first), e.pageDetail());
        }
    }

    /// As many whole words as a search may have.
    private static String readableWords(Parameters query) {
        var typed = query.readable("q");
        var words = Text.line(firstCharacters(typed, MAX_WORDS_LENGTH + 1), "q", MAX_WORDS_LENGTH);
        if (Text.length(words) <= MAX_WORDS_LENGTH) return words;
        int space = words.lastIndexOf(' ');
        return space > 0 ? words.substring(0, space) : firstCharacters(words, MAX_WORDS_LENGTH);
    }

    private static String firstCharacters(String text, int most) {
        return Text.length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /// Empty for all islands.
    public String islandCode() {
        return island == null ? "" : island.code();
    }

    public boolean isNarrowed() {
        return !words.isEmpty() || island != null;
    }

    /// The same search in words, such as `for “bartender” in Exuma and Cays`; empty for all jobs.
    public String inWords() {
        var query = words.isEmpty() ? "" : "for “" + words + "”";
        return island == null ? query : (query + " in " + island.name()).strip();
    }

    /// The relative URL of the page after the cursor.
    ///
    /// @param path   of the list, such as `/jobs`
    /// @param cursor null for the first page
    public String url(String path, @Nullable String cursor) {
        var fields = new ArrayList<String>();
        if (!words.isEmpty()) fields.add("q=" + URLEncoder.encode(words, UTF_8));
        if (island != null) fields.add("island=" + island.code());
        if (paging.limit() != Paging.DEFAULT_LIMIT) fields.add("limit=" + paging.limit());
        if (cursor != null) fields.add("cursor=" + cursor);
        return fields.isEmpty() ? path : path + "?" + String.join("&", fields);
    }

    private static @Nullable Island island(String code) {
        if (code.isEmpty()) return null;
        return Island.of(code)
                .orElseThrow(() ->
                        Problem.of(400, "unknown_island", "We do not know that island. Choose one from the list."));
    }
}
