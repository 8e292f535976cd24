package com.hiremebahamas.http.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Content negotiation and conditional requests, as RFC 9110 has them.
class EncodedBodyTest {

    private static final EncodedBody BODY =
            new EncodedBody("conch ".repeat(1000).getBytes(UTF_8));

    @ParameterizedTest(name = "Accept-Encoding {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | identity",
                "''                            | identity",
                "gzip                          | gzip",
                "GZip                          | gzip",
                "x-gzip                        | gzip",
                "br, gzip                      | gzip",
                "gzip;q=0.8                    | gzip",
                "gzip ; q=0.001                | gzip",
                "gzip;q=1.000                  | gzip",
                "gzip;q=0                      | identity",
                "gzip; q=0.000                 | identity",
                "gzip;q=0, br                  | identity",
                "gzip;q=2                      | identity",
                "gzip;q=x                      | identity",
                "*                             | gzip",
                "*;q=0                         | identity",
                "gzip, *;q=0                   | gzip",
                "gzip;q=0, *                   | identity",
                "identity                      | identity",
                "identity, gzip                | gzip",
                "identity, gzip;q=0.5          | identity",
                "identity;q=0.5, gzip          | gzip",
                "identity;q=0, gzip;q=0        | identity",
                "br                            | identity",
                "gzipped                       | identity"
            })
    void theClientsCodingsDecide(@Nullable String accepted, String encoding) {
        var variant = BODY.choose(200, accepted, null);

        assertThat(variant.encoding()).isEqualTo(encoding.equals("identity") ? "" : encoding);
        assertThat(variant.bytes().length < 200).isEqualTo(encoding.equals("gzip"));
    }

    @Test
    void theLengthIsThatOfTheUncompressedBody() {
        assertThat(BODY.length()).isEqualTo(6000);
    }

    /// `TAG` is the tag of the variant.
    @ParameterizedTest(name = "If-None-Match {0}: not modified = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                          | false",
                "TAG                       | true",
                "W/TAG                     | true",
                "*                         | true",
                "' * '                     | true",
                "'\"other\", TAG'          | true",
                "'TAG , \"other\"'         | true",
                "'\"other\",W/TAG,\"x\"'   | true",
                "'\"a,b\", TAG'            | true",
                "\"other\"                 | false",
                "''                        | false",
                "\"*\"                     | false",
                "\"xTAG\"                  | false"
            })
    void aListedTagIsNotModified(@Nullable String condition, boolean notModified) {
        for (var accepted : new String[] {"gzip", "br"}) {
            var tag = BODY.choose(200, accepted, null).tag();
            var sent = condition == null ? null : condition.replace("TAG", tag);

            var variant = BODY.choose(200, accepted, sent);

            assertThat(variant.isNotModified()).isEqualTo(notModified);
            assertThat(variant.tag()).isEqualTo(tag);
            assertThat(variant.bytes().length == 0).isEqualTo(notModified);
        }
    }

    @Test
    void aTagWithinAnotherIsAnotherTag() {
        var tag = BODY.choose(200, null, null).tag();
        var word = tag.substring(1, tag.length() - 1);

        assertThat(BODY.choose(200, null, "\"" + word + "-gz\"").isNotModified())
                .isFalse();
        assertThat(BODY.choose(200, null, "\"0" + word + "\"").isNotModified()).isFalse();
        assertThat(BODY.choose(200, null, word).isNotModified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 404, 503, 199})
    void theConditionAppliesToSuccessesOnly(int status) {
        assertThat(BODY.choose(status, null, "*").isNotModified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 299})
    void theConditionAppliesToEverySuccess(int status) {
        assertThat(BODY.choose(status, null, "*").isNotModified()).isTrue();
    }

    @Test
    void aBodyThatFitsOnePacketIsNotCompressed() {
        assertThat(new EncodedBody(new byte[1023]).choose(200, "gzip", null).encoding())
                .isEmpty();
        assertThat(new EncodedBody(new byte[1024]).choose(200, "gzip", null).encoding())
                .isEqualTo("gzip");
    }

    @Test
    void itIsCompressedForTheFirstClientThatTakesItSo() {
        var unused = new EncodedBody(new byte[1024]);

        assertThat(unused.isReadyFor(null)).isTrue();
        assertThat(unused.isReadyFor("gzip")).isFalse();
        var first = unused.choose(200, "gzip", null).bytes();
        assertThat(unused.isReadyFor("gzip")).isTrue();
        assertThat(unused.choose(200, "gzip", null).bytes()).isSameAs(first);
        assertThat(new EncodedBody(new byte[1023]).isReadyFor("gzip")).isTrue();
    }

    @Test
    void eachEncodingHasATagOfItsOwn() {
        assertThat(BODY.choose(200, "gzip", null).tag())
                .isNotEqualTo(BODY.choose(200, null, null).tag());
    }

    @Test
    void theCompressedBodyIsTheBody() throws IOException {
        var compressed = BODY.choose(200, "gzip", null);

        try (var stream = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
            assertThat(stream.readAllBytes()).isEqualTo(BODY.bytes());
        }
    }

    @Test
    void otherBytesHaveAnotherTag() {
        assertThat(tag("conch")).isNotEqualTo(tag("crab")).isEqualTo(tag("conch"));
    }

    private static String tag(String body) {
        return new EncodedBody(body.getBytes(UTF_8)).choose(200, null, null).tag();
    }
}
