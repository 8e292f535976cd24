package com.hiremebahamas.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Advertised work. It is open until whoever posted it closes it.
///
/// @param postedBy the id of an account
public record Job(
        long id,
        long postedBy,
        Advert advert,
        Instant postedAt,
        @Nullable Instant closedAt) {

    public Offer offer() {
        return advert.offer();
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    /// Where its page is.
    public String path() {
        return Listing.path(id, offer().title());
    }
}
