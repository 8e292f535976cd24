package com.hiremebahamas.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.url.DatabaseUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectUrlTest {

    private static final String POOLED = "postgresql://ann:secret@ep-blue-1-pooler.us-east-2.aws.neon.tech/site";

    @Test
    @DisplayName("R8 the direct address is used when there is one")
    void theDirectAddressIsUsedWhenThereIsOne() {
        var found = found(POOLED, "postgresql://ann:secret@direct.example.com/site");

        assertThat(found.url().target()).contains("direct.example.com");
        assertThat(found.pooled()).isFalse();
    }

    @Test
    @DisplayName("R8 Neon's direct address is derived from the pooled one")
    void neonsDirectAddressIsDerivedFromThePooledOne() {
        var found = found(POOLED, "");

        assertThat(found.url().target())
                .contains("//ep-blue-1.us-east-2.aws.neon.tech")
                .doesNotContain("pooler");
        assertThat(found.url().jdbcUrl()).doesNotContain("pooler");
        assertThat(found.pooled()).isFalse();
    }

    @Test
    void anyOtherPoolerIsUsedAndRecognised() {
        assertThat(found("postgresql://ann:secret@aws-0.pooler.supabase.com:6543/site", "")
                        .pooled())
                .isTrue();
        assertThat(found("postgresql://ann:secret@db.example.com:6432/site", "").pooled())
                .isTrue();
        assertThat(found("postgresql://ann:secret@db.example.com:5432/site", "").pooled())
                .isFalse();
    }

    @Test
    void aMissingAddressIsReported() {
        assertThat(DirectUrl.of(DatabaseUrl.parse(""), DatabaseUrl.parse("")))
                .isInstanceOfSatisfying(
                        DirectUrl.Missing.class,
                        missing -> assertThat(missing.problem()).contains("DATABASE_URL_UNPOOLED"));
    }

    @Test
    void aMalformedDirectUrlIsReportedUnderBothNames() {
        assertThat(DirectUrl.of(DatabaseUrl.parse(POOLED), DatabaseUrl.parse("nonsense")))
                .isInstanceOfSatisfying(
                        DirectUrl.Missing.class,
                        missing -> assertThat(missing.problem()).contains("DATABASE_URL_UNPOOLED", "DIRECT_URL"));
    }

    private static DirectUrl.Found found(String serving, String direct) {
        return (DirectUrl.Found) DirectUrl.of(DatabaseUrl.parse(serving), DatabaseUrl.parse(direct));
    }
}
