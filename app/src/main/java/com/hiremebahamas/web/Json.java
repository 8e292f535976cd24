package com.hiremebahamas.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// JSON in and out: names in snake_case, times as ISO-8601, ids as text; what is read is read strictly.
public final class Json {

    private static final String TYPE = "application/json";

    private Json() {}

    /// The body as a record whose components may each be null when absent.
    ///
    /// @throws Problem 415 for another type, 400 for what is no JSON, 422 for fields that are unknown or of
    ///                 another kind
    public static <T> T read(Context request, Class<T> type) {
        RequestBody.require(request, TYPE);
        return parse(RequestBody.text(request), type);
    }

    public static void answer(Context request, int status, Object body) {
        answer(request, status, bytes(body));
    }

    /// With what [#bytes] made, which must not be changed any more.
    public static void answer(Context request, int status, byte[] json) {
        request.status(status).contentType(TYPE).result(json);
    }

    /// As it is sent.
    public static byte[] bytes(Object body) {
        try {
            return JsonFormat.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw unwritable(body, e);
        }
    }

    /// An answer that was written before, such as one kept for a repeated request.
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
            throw refused(e);
        } catch (JsonProcessingException e) {
            // told below: the parser's own words quote the input
        }
        throw Problem.malformed("The body is not the JSON object that is expected here.");
    }

    private static Problem refused(JsonMappingException e) {
        var field = field(e);
        if (e.getCause() instanceof Problem problem) return problem;
        if (field.isEmpty() || !(e instanceof MismatchedInputException)) {
            return Problem.malformed("The body is not the JSON object that is expected here.");
        }
        return Problem.invalid(Map.of(
                field,
                e instanceof UnrecognizedPropertyException
                        ? "There is no such field here."
                        : "This is not the kind of value that is expected here."));
    }

    /// The name of the outermost field, shortened: it may be of the sender's making.
    private static String field(JsonMappingException e) {
        if (e.getPath().isEmpty()) return "";
        var name = e.getPath().getFirst().getFieldName();
        if (name == null || Text.isBroken(name)) return "";
        return name.length() <= 64 ? name : name.substring(0, name.offsetByCodePoints(0, 32)) + "…";
    }
}
