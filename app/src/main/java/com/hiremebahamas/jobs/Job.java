package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Advertised work. It is open until the account that posted it closes it.
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

    /// Whether the viewer may read how to apply. A closed job takes no more applications: nobody shall go on
    /// calling the telephone number of the account that closed it, and only that account still sees it.
    public boolean showsHowToApply(@Nullable Viewer viewer) {
        return isOpen() || isPostedBy(viewer);
    }

    boolean isPostedBy(@Nullable Viewer viewer) {
        return viewer instanceof Viewer.SignedIn reader && reader.id() == postedBy;
    }

    /// For `<meta name="description">`: pay and the beginning of the description on one line.
    public String metaDescription() {
        var summary = Listing.summarize(advert.description(), false);
        return offer().pay().label() + ", " + offer().type().label() + ". " + summary;
    }

    /// The path of its page.
    public String path() {
        return Listing.path(id, offer().title());
    }
}
