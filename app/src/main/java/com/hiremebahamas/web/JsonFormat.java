package com.hiremebahamas.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/// The configuration of Jackson. A class of its own, so that the first JSON request loads Jackson and not the
/// boot.
final class JsonFormat {

    static final ObjectMapper MAPPER = mapper();

    private JsonFormat() {}

    private static ObjectMapper mapper() {
        var limits = StreamReadConstraints.builder()
                .maxNumberLength(40)
                .maxNameLength(200)
                .build();
        var factory = JsonFactory.builder()
                .streamReadConstraints(limits)
                // The default pool is per thread, and each request has a thread of its own: it would reuse no buffer.
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        var mapper = JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // The records say all. Reading an annotation makes a dynamic proxy, which is in no AOT cache: with them
                // the first JSON took a quarter longer.
                .disable(MapperFeature.USE_ANNOTATIONS)
                .addModule(values())
                .build();
        var text = mapper.coercionConfigFor(LogicalType.Textual);
        text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    private static SimpleModule values() {
        return new SimpleModule()
                .addSerializer(Instant.class, new InstantWriter())
                .addSerializer(Json.Decimal.class, new DecimalWriter())
                .addDeserializer(String.class, new TextReader())
                .addDeserializer(BigDecimal.class, new DecimalReader());
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class DecimalWriter extends StdScalarSerializer<Json.Decimal> {
        private static final long serialVersionUID = 1;

        DecimalWriter() {
            super(Json.Decimal.class);
        }

        @Override
        public void serialize(Json.Decimal value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(value.decimal());
        }
    }

    /// Rejects text that no database column and no page can hold.
    private static final class TextReader extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, in);
            }
            var text = in.getText();
            if (Text.isBroken(text)) throw Problem.notUtf8();
            return text;
        }
    }

    /// Rejects numbers too long to write out: a short text such as 1e999999999 must not become a gigabyte of
    /// digits.
    private static final class DecimalReader extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1;
        private static final int MAX_DIGITS = 40;

        DecimalReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.currentToken().isNumeric()) {
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, in);
            }
            var number = in.getDecimalValue();
            if (Math.abs((long) number.scale()) > MAX_DIGITS) {
                return (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, number, "out of range");
            }
            return number;
        }
    }
}
