package com.hiremebahamas.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// JSON in and out: names in snake_case, times in ISO 8601, ids as text; input is parsed strictly.
public final class Json {

    private static final String TYPE = "application/json";

    /// A value that is written as a number.
    public interface Decimal {

        /// The number, such as `12.50`.
        String decimal();
    }

    private Json() {}

    /// The body as a record whose components may each be null when absent.
    ///
    /// @throws Problem 415 for another media type, 400 for malformed JSON, 422 for fields that are unknown or
    ///                 of another type
    public static <T> T read(Context request, Class<T> type) {
        RequestBody.require(request, TYPE);
        return parse(RequestBody.text(request), type);
    }

    public static void answer(Context request, int status, Object body) {
        answer(request, status, bytes(body));
    }

    /// Sends the result of [#bytes], which must not be changed any more.
    public static void answer(Context request, int status, byte[] json) {
        request.status(status).contentType(TYPE).result(json);
    }

    /// Makes the serializers of these types, which the first value of a type would wait for.
    public static void prepare(Class<?>... types) {
        for (var type : types) {
            var _ = JsonFormat.MAPPER.writerFor(type);
        }
    }

    /// The value as it is sent.
    public static byte[] bytes(Object body) {
        try {
            return JsonFormat.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw unwritable(body, e);
        }
    }

    /// Sends a response that was written before, such as the stored one of a repeated request.
    public static void raw(Context request, int status, String json) {
        answer(request, status, json.getBytes(StandardCharsets.UTF_8));
    }

    public static String write(Object body) {
        try {
            return JsonFormat.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw unwritable(body, e);
        }
    }

    private static IllegalArgumentException unwritable(Object body, JsonProcessingException e) {
        return new IllegalArgumentException("Not writable as JSON: " + body.getClass(), e);
    }

    static <T> T parse(String text, Class<T> type) {
        try {
            T value = JsonFormat.MAPPER.readValue(text, type);
            if (value != null) return value;
        } catch (JsonMappingException e) {
            throw rejected(e);
        } catch (JsonProcessingException e) {
            // reported below: the parser's own message quotes the input
        }
        throw notTheObject();
    }

    private static Problem notTheObject() {
        return Problem.malformed("The body is not the JSON object that is expected here.");
    }

    private static Problem rejected(JsonMappingException e) {
        var field = field(e);
        if (e.getCause() instanceof Problem problem) return problem;
        if (field.isEmpty() || !(e instanceof MismatchedInputException)) {
            return notTheObject();
        }
        return Problem.invalid(Map.of(
                field,
                e instanceof UnrecognizedPropertyException
                        ? "There is no such field here."
                        : "This is not the kind of value that is expected here."));
    }

    /// The name of the outermost field, shortened: the client may have chosen it.
    private static String field(JsonMappingException e) {
        if (e.getPath().isEmpty()) return "";
        var name = e.getPath().getFirst().getFieldName();
        if (name == null || Text.isBroken(name)) return "";
        return name.length() <= 64 ? name : name.substring(0, name.offsetByCodePoints(0, 32)) + "…";
    }
}
