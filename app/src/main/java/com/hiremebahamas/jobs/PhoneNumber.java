package com.hiremebahamas.jobs;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Telephone numbers within text.
///
/// Only what is surely one, as a whole, is taken for a telephone number: dialling by hand costs less than
/// calling a stranger. Google's libphonenumber was tried: it takes the seven digits of any box or card for a
/// number, and none that is followed by the number of a house.
final class PhoneNumber {

    private static final String DASH = "[\\p{Pd}\\u2212]";

    /// Shows that digits are parts of one number, as a space alone does not.
    private static final String MARK = "(?: \\ ?(?:" + DASH + "|/)\\ ? | \\. )";

    private static final String GAP = "(?: " + MARK + " | \\ )?";

    /// A telephone number with what must not be around it, for [Pattern#COMMENTS]. The groups are for the
    /// methods of this class.
    ///
    /// All of North America has ten digits, of which people say the last seven to neighbours; no part but the
    /// last begins with 0 or 1. A number of another country has 8 to 13 digits, the last three together, and ends
    /// where no other number follows.
    static final String PATTERN = """
            (?<! [\\w+$\\#/] | DASH | [0-9][.,] | [0-9]{3}\\  )
            (?<phone>
                (?<abroad> \\+ [2-9][0-9]{0,2} (?:\\ ?\\(0\\))? (?: (?:[\\ .]|DASH)? [0-9] ){7,10} (?<=[0-9]{3})
                           (?! [\\ .]?[0-9] ) )
                | (?: (?<country> \\+?1 ) GAP )? (?: (?<area>[2-9][0-9]{2}) | \\([2-9][0-9]{2}\\) )
                  (?: (?<marked> MARK [2-9][0-9]{2} MARK ) | GAP [2-9][0-9]{2} GAP ) [0-9]{4}
                | (?<seven> [2-9][0-9]{2} GAP [0-9]{4} ) )
            (?! \\w | \\.[0-9] | DASH[0-9] | \\ [0-9]{3} )
            """.replace("GAP", GAP).replace("MARK", MARK).replace("DASH", DASH);

    /// What ends the text before a telephone number that is announced.
    private static final Pattern HINT =
            Pattern.compile("""
            .*(?<!\\w) (?: call | tel | (?:tele|cell)?phone | cell | mob(?:ile)? | ph | whats\\ ?app | text | ring
                         | dial | contact | fax )
            (?: \\ (?:me|us|him|her|now|today|number|no|only) )?+ (?: [^0-9.!?\\n]{0,30}\\ (?:at|on) )?+ [\\s.:\\#]{0,3}
            """, Pattern.COMMENTS | Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// As long as the longest announcement.
    private static final int HINT_LENGTH = 60;

    private static final String HOME_COUNTRY = "+1";
    private static final String HOME_AREA = "242";

    private PhoneNumber() {}

    /// Whether it can be nothing else: it has its country or the area code of The Bahamas, is written as only
    /// telephone numbers are, or is announced.
    static boolean isSure(MatchResult found, String text) {
        if (found.group("abroad") != null || found.group("marked") != null) return true;
        if (found.group("seven") == null) {
            var country = found.group("country");
            var area = found.group("area");
            if (area == null || area.equals(HOME_AREA) || (country != null && country.startsWith("+"))) return true;
        }
        return HINT.matcher(text.substring(Math.max(0, found.start() - HINT_LENGTH), found.start()))
                .matches();
    }

    /// With the code of its country, which a call from abroad needs.
    static String dialled(MatchResult found) {
        var digits = found.group().replace("(0)", "").replaceAll("[^0-9]", "");
        if (found.group("abroad") != null) return "+" + digits;
        if (found.group("seven") != null) return HOME_COUNTRY + HOME_AREA + digits;
        return HOME_COUNTRY + digits.substring(digits.length() - 10);
    }
}
