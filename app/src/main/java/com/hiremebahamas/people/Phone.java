package com.hiremebahamas.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/// Telephone numbers of people, as libphonenumber knows them; it is loaded with the first number.
final class Phone {

    private static final String HOME = "BS";
    private static final String HOME_PREFIX = "+1242";

    /// What is typed without an area code: it is that of The Bahamas.
    private static final int LOCAL_DIGITS = 7;

    private static final class Library {
        static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    }

    private Phone() {}

    /// The number as it is stored, such as `+12425550100`; empty when it is none that can be dialled.
    static Optional<String> parse(String typed) {
        var digits = typed.replaceAll("[^0-9]", "");
        var text = digits.length() == LOCAL_DIGITS && !typed.startsWith("+") ? HOME_PREFIX + digits : typed;
        try {
            var number = Library.NUMBERS.parse(text, HOME);
            return Library.NUMBERS.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(Library.NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// For people: as it is dialled at home, or with its country from abroad.
    static String display(String stored) {
        try {
            var number = Library.NUMBERS.parse(stored, HOME);
            boolean home = number.getCountryCode() == 1;
            return Library.NUMBERS.format(number, home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return stored;
        }
    }
}
