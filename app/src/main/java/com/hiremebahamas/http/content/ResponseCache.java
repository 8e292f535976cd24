package com.hiremebahamas.http.content;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Responses that can be sent again.
public interface ResponseCache {

    /// The response to a GET that is still fresh; null when the request has to be processed. Never blocks.
    ///
    /// @param target  path and query as they were sent
    /// @param headers of the request, by name
    @Nullable
    CachedResponse find(String target, Function<String, @Nullable String> headers);

    /// The last response to a GET, marked with its age, for a request that is rejected because the server is
    /// busy; null when there is none or it is too old for that. Never blocks.
    @Nullable
    CachedResponse findRecent(String target, Function<String, @Nullable String> headers);
}
