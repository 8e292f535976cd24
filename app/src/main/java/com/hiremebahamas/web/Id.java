package com.hiremebahamas.web;

import io.javalin.http.Context;

/// Ids in addresses and bodies: digits of a positive `bigint`, as text, since JavaScript cannot hold them as numbers.
public final class Id {

    private static final int MAX_DIGITS = 19;

    private Id() {}

    /// The id in the address.
    ///
    /// @throws Problem 404 when the parameter is not an id
    public static long of(Context request, String parameter) {
        return parse(request.pathParam(parameter));
    }

    /// The id written as this text.
    ///
    /// @throws Problem 404 when the text is not an id
    public static long parse(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) throw Problem.notFound();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.notFound();
        }
    }
}
