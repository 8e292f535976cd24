package com.hiremebahamas.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.hiremebahamas.web.Text;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How jobs are written as JSON: field by field, since the list is the answer asked for most, and finding its fields
/// by reflection cost a twentieth of all it takes.
final class JobJson {

    private JobJson() {}

    /// A line of the list.
    record Line(Listing listing) implements Written {

        @Override
        public void fields(JsonGenerator out) throws IOException {
            out.writeStringField("id", Long.toString(listing.id()));
            terms(out, listing.offer());
            out.writeStringField("summary", listing.summary());
            out.writeStringField("posted_at", listing.postedAt().toString());
            out.writeStringField("url", listing.path());
        }
    }

    /// All there is to read about a job.
    record Whole(Job job) implements Written {

        @Override
        public void fields(JsonGenerator out) throws IOException {
            var closedAt = job.closedAt();
            out.writeStringField("id", Long.toString(job.id()));
            terms(out, job.offer());
            out.writeStringField("description", job.advert().description());
            out.writeStringField("how_to_apply", job.advert().howToApply());
            out.writeBooleanField("open", job.isOpen());
            out.writeStringField("posted_at", job.postedAt().toString());
            out.writeStringField("closed_at", closedAt == null ? null : closedAt.toString());
            out.writeStringField("posted_by", Long.toString(job.postedBy()));
            out.writeStringField("url", job.path());
        }
    }

    interface Written extends JsonSerializable {

        void fields(JsonGenerator out) throws IOException;

        @Override
        default void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            fields(out);
            out.writeEndObject();
        }

        @Override
        default void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer type) {
            throw new UnsupportedOperationException("The type is not written");
        }
    }

    /// What a line and the whole have in common.
    private static void terms(JsonGenerator out, Offer offer) throws IOException {
        out.writeStringField("title", offer.title());
        out.writeStringField("employer", offer.employer());
        out.writeObjectFieldStart("island");
        out.writeStringField("code", offer.island().code());
        out.writeStringField("name", offer.island().name());
        out.writeEndObject();
        out.writeStringField("employment_type", offer.type().name());
        pay(out, offer.pay());
    }

    /// By the week, too, to compare jobs.
    private static void pay(JsonGenerator out, Pay pay) throws IOException {
        out.writeObjectFieldStart("pay");
        out.writeStringField("currency", "BSD");
        out.writeNumberField("min", pay.least());
        out.writeNumberField("max", pay.most());
        out.writeStringField("period", pay.period().name());
        out.writeNumberField("weekly_min", pay.weeklyLeast());
        out.writeNumberField("weekly_max", pay.weeklyMost());
        out.writeEndObject();
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
