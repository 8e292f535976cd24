package com.hiremebahamas.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// The fields of a query or of a submitted form.
///
/// A form is parsed strictly: a broken escape, text that is not UTF-8, NUL, and a repeated name are rejected
/// with 400, so that no two layers can parse the same request differently.
///
/// A query is not, since links collect fields of others on their way, such as `utm_source` and `fbclid`: only
/// the fields that are asked for are decoded, and the first of a repeated name is the one that counts.
public final class Parameters {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_FIELDS = 100;

    private final Function<String, String> values;
    private final Function<String, String> readable;

    /// @param values   by name; empty when absent
    /// @param readable the same, without what is malformed in them
    private Parameters(Function<String, String> values, Function<String, String> readable) {
        this.values = values;
        this.readable = readable;
    }

    /// The fields of the query; reading a malformed one throws [Problem] 400.
    public static Parameters query(Context request) {
        var query = request.queryString();
        return parseQuery(query == null ? "" : query);
    }

    /// The fields of a submitted form.
    ///
    /// @throws Problem 415 when the body is not a form, 400 when it is malformed
    public static Parameters form(Context request) {
        RequestBody.require(request, FORM);
        return parse(RequestBody.text(request));
    }

    /// The field as one line (see [Text#line]); empty when absent.
    ///
    /// @param most how many characters it may have
    /// @throws Problem 422 when it has far more
    public String line(String name, int most) {
        return Text.line(values.apply(name), name, most);
    }

    /// The field as paragraphs (see [Text#paragraphs]); empty when absent.
    ///
    /// @param most how many characters it may have
    /// @throws Problem 422 when it has far more
    public String paragraphs(String name, int most) {
        return Text.paragraphs(values.apply(name), name, most);
    }

    /// Whether the field has more characters; one that has far more is not normalised.
    public boolean isLonger(String name, int most) {
        return Text.isFarLonger(exact(name), most) || Text.length(line(name, most)) > most;
    }

    /// The field exactly as sent, for values that must not be changed, such as a password; empty when absent.
    public String exact(String name) {
        return values.apply(name);
    }

    /// What can be read of a field, so that it can be shown again and corrected: never a problem.
    public String readable(String name) {
        return readable.apply(name);
    }

    static Parameters parse(String encoded) {
        var values = new HashMap<String, String>();
        var pairs = encoded.split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) throw Problem.malformed("The request has too many fields.");
        for (var pair : pairs) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (values.put(name, value) != null) throw Problem.malformed("A field is given more than once.");
        }
        Function<String, String> byName = name -> values.getOrDefault(name, "");
        return new Parameters(byName, byName);
    }

    static Parameters parseQuery(String encoded) {
        var pairs = List.of(encoded.split("&", -1));
        return new Parameters(name -> decode(first(pairs, name)), name -> decodeReadable(first(pairs, name)));
    }

    /// As encoded. No name that is asked for needs escapes, but a client may escape what it likes.
    private static String first(List<String> pairs, String name) {
        for (var pair : pairs) {
            int equals = pair.indexOf('=');
            if (isName(equals < 0 ? pair : pair.substring(0, equals), name))
                return equals < 0 ? "" : pair.substring(equals + 1);
        }
        return "";
    }

    private static boolean isName(String encoded, String name) {
        if (!encoded.contains("%")) return encoded.equals(name);
        try {
            return decode(encoded).equals(name);
        } catch (Problem malformed) {
            return false;
        }
    }

    private static String decode(String encoded) {
        return utf8(unescaped(encoded, true));
    }

    private static String decodeReadable(String encoded) {
        return new String(unescaped(encoded, false), StandardCharsets.UTF_8).replaceAll("[\\x{FFFD}\\x00]", "");
    }

    /// @param strict whether a `%` without two digits is a problem, or itself
    private static byte[] unescaped(String encoded, boolean strict) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%' && (strict || isEscape(source, i + 1))) {
                bytes.write(escaped(source, i + 1));
                i += 2;
            } else {
                bytes.write(source[i] == '+' ? ' ' : source[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static int escaped(byte[] source, int at) {
        if (!isEscape(source, at)) {
            throw Problem.malformed("A % in the request is not followed by two hexadecimal digits.")
                    .onPage("Part of the text could not be read. Type it again, then send it.");
        }
        return HexFormat.fromHexDigit(source[at]) * 16 + HexFormat.fromHexDigit(source[at + 1]);
    }

    private static boolean isEscape(byte[] source, int at) {
        return at + 1 < source.length && HexFormat.isHexDigit(source[at]) && HexFormat.isHexDigit(source[at + 1]);
    }

    private static String utf8(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!Text.isBroken(text)) return text;
        } catch (CharacterCodingException e) {
            // reported below, as NUL is
        }
        throw Problem.notUtf8();
    }
}
