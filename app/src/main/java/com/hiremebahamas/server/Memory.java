package com.hiremebahamas.server;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers that stand ready.
@FunctionalInterface
public interface Memory {

    /// The answer to a GET that can be given as it is now; null when the application has to be asked. Never blocks.
    ///
    /// @param address path and query as they were sent
    /// @param headers of the request, by name
    @Nullable
    ReadyAnswer find(String address, Function<String, @Nullable String> headers);
}
