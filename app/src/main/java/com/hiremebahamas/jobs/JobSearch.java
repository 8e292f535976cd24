package com.hiremebahamas.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Paging;
import com.hiremebahamas.web.Paging.Page;
import com.hiremebahamas.web.Parameters;
import com.hiremebahamas.web.Problem;
import com.hiremebahamas.web.Text;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody looks for among the open jobs, as an address can say it.
///
/// @param words  as typed, empty for all jobs
/// @param island null for all islands
public record JobSearch(String words, @Nullable Island island, Paging paging) {

    private static final int LONGEST_WORDS = 200;

    /// Reads `q`, `island`, `limit` and `cursor`.
    ///
    /// @throws Problem 400 when one of them means nothing
    static JobSearch of(Parameters query) {
        var words = query.text("q");
        if (Text.length(words) > LONGEST_WORDS) {
            throw Problem.of(400, "query_too_long", "Search with fewer words: at most 200 characters.");
        }
        return new JobSearch(words, island(query.text("island")), Paging.of(query));
    }

    /// @param found by the store, with the one that is too many
    Page<Listing> page(List<Listing> found) {
        return paging.page(found, Listing::cursor);
    }

    /// Empty for all islands.
    public String islandCode() {
        return island == null ? "" : island.code();
    }

    public boolean isNarrowed() {
        return !words.isEmpty() || island != null;
    }

    /// The same search in words, such as `for “bartender” in Exuma and Cays`; empty for all jobs.
    public String said() {
        var said = words.isEmpty() ? "" : "for “" + words + "”";
        return island == null ? said : (said + " in " + island.name()).strip();
    }

    /// Where the jobs after the cursor are.
    ///
    /// @param path   of the list, such as `/jobs`
    /// @param cursor null for the first page
    public String address(String path, @Nullable String cursor) {
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
                .orElseThrow(() -> Problem.of(
                        400,
                        "unknown_island",
                        "This is none of our nineteen islands. Choose one of the list, or all of them."));
    }
}
