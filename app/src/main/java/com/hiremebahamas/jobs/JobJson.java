package com.hiremebahamas.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Text;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How jobs are written as JSON.
final class JobJson {

    private JobJson() {}

    /// A line of the list.
    record Line(String id, @JsonUnwrapped Terms terms, String summary, Instant postedAt, String url) {

        static Line of(Listing listing) {
            return new Line(
                    Long.toString(listing.id()),
                    Terms.of(listing.offer()),
                    listing.summary(),
                    listing.postedAt(),
                    listing.path());
        }
    }

    /// All there is to read about a job.
    ///
    /// @param closedAt null while it is open
    record Whole(
            String id,
            @JsonUnwrapped Terms terms,
            String description,
            String howToApply,
            boolean open,
            Instant postedAt,
            @Nullable Instant closedAt,
            String postedBy,
            String url) {

        static Whole of(Job job) {
            return new Whole(
                    Long.toString(job.id()),
                    Terms.of(job.offer()),
                    job.advert().description(),
                    job.advert().howToApply(),
                    job.isOpen(),
                    job.postedAt(),
                    job.closedAt(),
                    Long.toString(job.postedBy()),
                    job.path());
        }
    }

    /// What a line and the whole have in common.
    record Terms(String title, String employer, Island island, EmploymentType employmentType, Wage pay) {

        static Terms of(Offer offer) {
            return new Terms(offer.title(), offer.employer(), offer.island(), offer.type(), Wage.of(offer.pay()));
        }
    }

    /// @param weeklyMin the same by the week, to compare jobs
    record Wage(
            String currency,
            BigDecimal min,
            BigDecimal max,
            PayPeriod period,
            BigDecimal weeklyMin,
            BigDecimal weeklyMax) {

        static Wage of(Pay pay) {
            return new Wage("BSD", pay.least(), pay.most(), pay.period(), pay.weeklyLeast(), pay.weeklyMost());
        }
    }

    /// A job to be posted. What is absent is null, and a problem of the form.
    record Draft(
            @Nullable String title,
            @Nullable String employer,
            @Nullable String island,
            @Nullable String employmentType,
            @Nullable BigDecimal payMin,
            @Nullable BigDecimal payMax,
            @Nullable String payPeriod,
            @Nullable String description,
            @Nullable String howToApply) {

        JobForm form() {
            return new JobForm(
                    Text.of(title),
                    Text.of(employer),
                    Text.of(island),
                    Text.of(employmentType),
                    payMin == null ? "" : payMin.toPlainString(),
                    payMax == null ? "" : payMax.toPlainString(),
                    Text.of(payPeriod),
                    Text.of(description),
                    Text.of(howToApply));
        }
    }
}
