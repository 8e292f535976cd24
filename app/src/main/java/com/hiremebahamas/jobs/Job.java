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

    /// The pay and the beginning of the work on one line, such as a search engine shows below the title.
    public String inShort() {
        var work = advert.description().replaceAll("\\s+", " ");
        return offer().pay().words() + ", " + offer().type().words() + ". " + Listing.summary(work);
    }

    /// Where its page is.
    public String path() {
        return Listing.path(id, offer().title());
    }
}
