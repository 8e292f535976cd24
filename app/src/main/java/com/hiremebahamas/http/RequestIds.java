package com.hiremebahamas.http;

import java.util.concurrent.ThreadLocalRandom;

/// Ids that a person can read out: twelve letters and digits without look-alikes; 2⁶⁰ of them, enough for a
/// log of years.
final class RequestIds {

    private static final char[] LETTERS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 12;

    String next() {
        long random = ThreadLocalRandom.current().nextLong();
        var id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++, random >>>= 5) id[i] = LETTERS[(int) (random & 31)];
        return new String(id);
    }
}
