package com.hiremebahamas.http;

import java.util.concurrent.ThreadLocalRandom;

/// Names for requests that a person can read out: twelve letters and digits without look-alikes, unique enough for a
/// log of years (2⁶⁰).
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
