package com.hiremebahamas.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Plain text in which telephone numbers, e-mail addresses and web addresses are links. Nothing else becomes
/// one: what a link leads to begins with `tel:`, `mailto:`, `http://` or `https://`.
///
/// Takes time in proportion to the length, whatever the text is.
public record LinkedText(List<Part> parts) {

    /// A piece of the text as it was typed.
    ///
    /// @param href empty for text that is no link
    public record Part(String text, String href) {
        public boolean isLink() {
            return !href.isEmpty();
        }
    }

    private static final Pattern LINK =
            Pattern.compile("""
            (?<web> (?<!\\w) (?: https?:// | www\\.[\\p{L}\\p{N}-]{1,63}+\\. ) [^\\s<>"']+ (?<![.,;:!?)*”’»…]) )
            | (?<mail> (?<![\\w.+-]) [\\w.+-]{1,64}+ @ (?:[a-z0-9-]{1,63}+\\.){1,5} [a-z]{2,24}+ (?!\\w) )
            |""" + PhoneNumber.PATTERN, Pattern.COMMENTS | Pattern.CASE_INSENSITIVE);

    /// What may be between two numbers, so that the second is one as surely as the first.
    private static final Pattern OR = Pattern.compile("\\s?(?:or|and|[,;/&])\\s?");

    private static final int LONGEST_OR = " and ".length();

    public static LinkedText of(String text) {
        var parts = new ArrayList<Part>();
        int at = 0;
        boolean afterPhone = false;
        for (var found : LINK.matcher(text).results().toList()) {
            boolean phone = found.group("phone") != null;
            if (phone && !PhoneNumber.isSure(found, text)) {
                boolean near = afterPhone && found.start() - at <= LONGEST_OR;
                if (!near || !OR.matcher(text.substring(at, found.start())).matches()) continue;
            }
            if (found.start() > at) parts.add(new Part(text.substring(at, found.start()), ""));
            parts.add(new Part(found.group(), href(found)));
            at = found.end();
            afterPhone = phone;
        }
        if (at < text.length()) parts.add(new Part(text.substring(at), ""));
        return new LinkedText(List.copyOf(parts));
    }

    private static String href(MatchResult found) {
        if (found.group("web") != null) return web(found.group());
        if (found.group("mail") != null) return "mailto:" + found.group();
        return "tel:" + PhoneNumber.dialled(found);
    }

    private static String web(String address) {
        int scheme = address.indexOf("://");
        if (scheme < 0 || !address.toLowerCase(Locale.ROOT).startsWith("http")) return "https://" + address;
        return address.substring(0, scheme).toLowerCase(Locale.ROOT) + address.substring(scheme);
    }
}
