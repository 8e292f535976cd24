package com.hiremebahamas.jobs;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An amount of Bahamian dollars as people write it.
final class Amount {

    private static final BigDecimal MOST = new BigDecimal("10000000");

    /// With the sign before or the name behind, in groups of three digits or not, with cents or not.
    private static final Pattern FORMAT = Pattern.compile("""
            (?xi) (?:B|BS|BSD)? \\s* \\$? \\s*
            (?<dollars> [0-9]{1,8} | [0-9]{1,3} (?: ,\\s?[0-9]{3} | \\s[0-9]{3} | '[0-9]{3} ){1,2} )?
            (?: \\s?\\.\\s? (?<cents>[0-9]{0,2}) )?
            \\s* (?: \\$ | BSD | dollars? )?""");

    private Amount() {}

    /// Reads `12.5`, `1,250.00`, `$480`, `B$ 1 200`, `20.` and `.50`; empty for anything else, such as zero,
    /// fractions of a cent or two amounts.
    static Optional<BigDecimal> parse(String typed) {
        var parts =
                FORMAT.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC).strip());
        if (!parts.matches()) return Optional.empty();
        var dollars = digits(parts.group("dollars"));
        var cents = digits(parts.group("cents"));
        if (dollars.isEmpty() && cents.isEmpty()) return Optional.empty();
        var amount = new BigDecimal("0" + dollars + "." + cents);
        return Optional.of(amount).filter(it -> it.signum() > 0 && it.compareTo(MOST) <= 0);
    }

    /// A number of a JSON document as text. Not the plain digits of any number: those of 1e999999999 would
    /// fill the heap.
    static String text(@Nullable BigDecimal number) {
        if (number == null) return "";
        return Math.abs((long) number.scale()) > 30 ? number.toString() : number.toPlainString();
    }

    private static String digits(@Nullable String group) {
        return group == null ? "" : group.replaceAll("[^0-9]", "");
    }
}
