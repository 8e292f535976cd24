package com.hiremebahamas.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers that stand ready.
public interface ResponseCache {

    /// The answer to a GET that can be given as it is now; null when the application has to be asked. Never blocks.
    ///
    /// @param address path and query as they were sent
    /// @param headers of the request, by name
    @Nullable
    CachedResponse find(String address, Function<String, @Nullable String> headers);

    /// The last answer to a GET, with its age, for whom there is no room; null when it is too old for that, or there is
    /// none. Never blocks.
    @Nullable
    CachedResponse recent(String address, Function<String, @Nullable String> headers);
}
