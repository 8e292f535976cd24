package com.hiremebahamas.tidepool.url;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as libpq has it: `%` and two hexadecimal digits, and a `+` is a `+`.
final class PercentEncoding {

    private PercentEncoding() {}

    static String decoded(String text, String where) throws UrlProblem {
        if (text.indexOf('%') < 0) return text;
        var raw = text.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            boolean whole = i + 2 < raw.length;
            int high = whole ? Character.digit(raw[i + 1], 16) : -1;
            int low = whole ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0)
                throw new UrlProblem("a % in " + where + " is no percent-encoding; write it as %25");
            if (high == 0 && low == 0) throw new UrlProblem("there is a %00 in " + where);
            bytes.write(high * 16 + low);
            i += 2;
        }
        return utf8(bytes.toByteArray(), where);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String utf8(byte[] bytes, String where) throws UrlProblem {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UrlProblem("the percent-encoding in " + where + " is not UTF-8");
        }
    }
}
