package com.hiremebahamas.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Plain text in which telephone numbers, e-mail addresses and web addresses are links. Nothing else becomes
/// one: what a link leads to begins with `tel:`, `mailto:`, `http://` or `https://`.
public record LinkedText(List<Part> parts) {

    /// A piece of the text as it was typed.
    ///
    /// @param href empty for text that is no link
    public record Part(String text, String href) {
        public boolean isLink() {
            return !href.isEmpty();
        }
    }

    /// A telephone number is international, with ten digits as dialled here, or with the last seven as people
    /// say it.
    private static final Pattern LINK = Pattern.compile("""
            (?<web>\\bhttps?://[^\\s<>"']+(?<![.,;:!?)]))\
            |(?<mail>(?<![\\w.+-])[\\w.+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}+\\.){1,5}[A-Za-z]{2,24}+\\b)\
            |(?<phone>(?<![\\w+.$,/-])(?:\\+[0-9](?:[ ().-]{0,2}[0-9]){6,14}\
            |(?:1[ .-]?)?(?:\\([0-9]{3}\\)|[0-9]{3})[ .-]?[0-9]{3}[ .-]?[0-9]{4}\
            |[0-9]{3}-[0-9]{4})(?![\\w-]))""");

    private static final String COUNTRY = "+1";
    private static final String AREA = "242";

    public static LinkedText of(String text) {
        var parts = new ArrayList<Part>();
        int at = 0;
        for (var found : LINK.matcher(text).results().toList()) {
            if (found.start() > at) parts.add(new Part(text.substring(at, found.start()), ""));
            parts.add(new Part(found.group(), href(found)));
            at = found.end();
        }
        if (at < text.length()) parts.add(new Part(text.substring(at), ""));
        return new LinkedText(List.copyOf(parts));
    }

    private static String href(MatchResult found) {
        if (found.group("web") != null) return found.group();
        if (found.group("mail") != null) return "mailto:" + found.group();
        return "tel:" + dialled(found.group());
    }

    private static String dialled(String number) {
        var digits = number.replaceAll("[^0-9]", "");
        if (number.startsWith("+") || digits.length() == 11) return "+" + digits;
        return digits.length() == 7 ? COUNTRY + AREA + digits : COUNTRY + digits;
    }
}
