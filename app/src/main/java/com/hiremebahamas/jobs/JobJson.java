package com.hiremebahamas.jobs;

import com.hiremebahamas.places.Island;
import com.hiremebahamas.web.Text;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The JSON of jobs. Each record is one object, its components the fields in their order.
final class JobJson {

    private JobJson() {}

    /// An element of the list.
    record Item(
            String id,
            String title,
            String employer,
            Island island,
            EmploymentType employmentType,
            PayRange pay,
            String summary,
            Instant postedAt,
            String url) {

        static Item of(Listing listing) {
            var offer = listing.offer();
            return new Item(
                    Long.toString(listing.id()),
                    offer.title(),
                    offer.employer(),
                    offer.island(),
                    offer.type(),
                    PayRange.of(offer.pay()),
                    listing.summary(),
                    listing.postedAt(),
                    listing.path());
        }
    }

    /// Everything about one job.
    ///
    /// @param howToApply null where the viewer may not read it
    record Full(
            String id,
            String title,
            String employer,
            Island island,
            EmploymentType employmentType,
            PayRange pay,
            String description,
            @Nullable String howToApply,
            boolean open,
            Instant postedAt,
            @Nullable Instant closedAt,
            String postedBy,
            String url) {

        static Full of(Job job) {
            var offer = job.offer();
            return new Full(
                    Long.toString(job.id()),
                    offer.title(),
                    offer.employer(),
                    offer.island(),
                    offer.type(),
                    PayRange.of(offer.pay()),
                    job.advert().description(),
                    job.advert().howToApply(),
                    job.isOpen(),
                    job.postedAt(),
                    job.closedAt(),
                    Long.toString(job.postedBy()),
                    job.path());
        }

        Full withoutHowToApply() {
            return new Full(
                    id,
                    title,
                    employer,
                    island,
                    employmentType,
                    pay,
                    description,
                    null,
                    open,
                    postedAt,
                    closedAt,
                    postedBy,
                    url);
        }
    }

    /// Pay as stated, and by the week so that jobs can be compared.
    record PayRange(String currency, Amount min, Amount max, PayPeriod period, Amount weeklyMin, Amount weeklyMax) {

        static PayRange of(Pay pay) {
            return new PayRange("BSD", pay.min(), pay.max(), pay.period(), pay.weeklyMin(), pay.weeklyMax());
        }
    }

    /// A number as text. Not the plain digits of any number: those of 1e999999999 would fill the heap.
    static String text(@Nullable BigDecimal number) {
        if (number == null) return "";
        return Math.abs((long) number.scale()) > 30 ? number.toString() : number.toPlainString();
    }

    private static String code(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /// A job to be posted. An absent field is null, which [JobForm#problems] reports.
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
                    Text.line(title, "title", JobForm.MAX_NAME),
                    Text.line(employer, "employer", JobForm.MAX_NAME),
                    code(island),
                    code(employmentType),
                    text(payMin),
                    text(payMax),
                    code(payPeriod),
                    Text.paragraphs(description, "description", JobForm.MAX_DESCRIPTION),
                    Text.paragraphs(howToApply, "how_to_apply", JobForm.MAX_HOW_TO_APPLY));
        }
    }
}
