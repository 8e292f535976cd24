package com.hiremebahamas.jobs;

import com.hiremebahamas.web.Json;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An amount of Bahamian dollars, in cents. Not a `BigDecimal`: the first one in a process computes the JDK's tables of
/// powers, and the first job would wait for that (docs/decisions/0006).
public record Amount(long cents) implements Comparable<Amount>, Json.Decimal {

    /// Of what people write.
    private static final Amount MAX = new Amount(10_000_000_00);

    public Amount {
        if (cents < 0) throw new IllegalArgumentException("Not an amount: " + cents + " cents");
    }

    /// Reads `12.5`, `1,250.00`, `$480`, `B$ 1 200`, `20.` and `.50`; empty for anything else, such as zero,
    /// fractions of a cent, more than 10,000,000 or two amounts.
    static Optional<Amount> parse(String typed) {
        var parts = Typed.FORMAT.matcher(
                Normalizer.normalize(typed, Normalizer.Form.NFKC).strip());
        if (!parts.matches()) return Optional.empty();
        var cents = cents(digits(parts.group("dollars")), digits(parts.group("cents")));
        return Optional.of(new Amount(cents)).filter(it -> it.cents > 0 && it.compareTo(MAX) <= 0);
    }

    /// Reads `1250` and `1250.50`, the text of a `numeric(10, 2)`.
    ///
    /// @throws IllegalArgumentException for any other text
    public static Amount ofDecimal(String text) {
        int point = text.indexOf('.');
        if (point < 0) return new Amount(cents(text, ""));
        var fraction = text.substring(point + 1);
        if (fraction.length() > 2) throw new IllegalArgumentException("Not whole cents: " + text);
        return new Amount(cents(text.substring(0, point), fraction));
    }

    /// Multiplied by a ratio, and rounded to the nearest cent; half a cent goes to the even one.
    Amount times(int numerator, int denominator) {
        long product = Math.multiplyExact(cents, numerator);
        long floor = product / denominator;
        long twice = 2 * (product % denominator);
        boolean up = twice > denominator || (twice == denominator && floor % 2 != 0);
        return new Amount(up ? floor + 1 : floor);
    }

    /// The nearest whole number of dollars; 50 cents are rounded up.
    Amount wholeDollars() {
        return new Amount((cents + 50) / 100 * 100);
    }

    /// Such as `1,250` or `1,250.50`.
    String label() {
        var figure = new StringBuilder().append(cents / 100);
        for (int at = figure.length() - 3; at > 0; at -= 3) figure.insert(at, ',');
        return cents % 100 == 0 ? figure.toString() : figure + fraction();
    }

    /// Such as `1250.00`.
    @Override
    public String decimal() {
        return cents / 100 + fraction();
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(cents, other.cents);
    }

    private String fraction() {
        long rest = cents % 100;
        return (rest < 10 ? ".0" : ".") + rest;
    }

    /// With the zero before them, a sign is no number.
    private static long cents(String dollars, String fraction) {
        return Long.parseLong("0" + dollars + (fraction + "00").substring(0, 2));
    }

    private static String digits(@Nullable String group) {
        return group == null ? "" : group.replaceAll("[^0-9]", "");
    }

    /// A class of its own, so that reading a job does not compile the pattern.
    private static final class Typed {

        /// With the sign before or the name behind, in groups of three digits or not, with cents or not.
        static final Pattern FORMAT = Pattern.compile("""
                (?xi) (?:B|BS|BSD)? \\s* \\$? \\s*
                (?<dollars> [0-9]{1,8} | [0-9]{1,3} (?: ,\\s?[0-9]{3} | \\s[0-9]{3} | '[0-9]{3} ){1,2} )?
                (?: \\s?\\.\\s? (?<cents>[0-9]{0,2}) )?
                \\s* (?: \\$ | BSD | dollars? )?""");
    }
}
