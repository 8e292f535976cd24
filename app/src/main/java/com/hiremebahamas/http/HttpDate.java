package com.hiremebahamas.http;

/// A moment as heads tell it: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// By hand, for the first answer of a start: the JDK makes its formatters even for who only asks it for a year, and
/// that takes it three milliseconds.
final class HttpDate {

    private static final String DAYS = "ThuFriSatSunMonTueWed"; // as the count begins, on a Thursday
    private static final String MONTHS = "MarAprMayJunJulAugSepOctNovDecJanFeb";

    private static final int DAY_SECONDS = 86_400;
    private static final int DAYS_TO_MARCH = 306; // from the 1st of March 1969, with which the counted years begin
    private static final int DAYS_IN_FOUR_YEARS = 1461;

    private HttpDate() {}

    /// @param seconds since the beginning of 1970; right until 2100, which is no leap year
    static String of(long seconds) {
        int day = (int) (seconds / DAY_SECONDS);
        int second = (int) (seconds % DAY_SECONDS);
        return name(DAYS, day % 7) + ", " + date(day + DAYS_TO_MARCH) + " " + two(second / 3600) + ":"
                + two(second / 60 % 60) + ":" + two(second % 60) + " GMT";
    }

    /// Years from March to February: the leap day is the last, and five months have 153 days wherever one begins.
    private static String date(int day) {
        int inFour = (day + 365) % DAYS_IN_FOUR_YEARS;
        int year = 1968 + (day + 365) / DAYS_IN_FOUR_YEARS * 4 + Math.min(inFour / 365, 3);
        int inYear = inFour - Math.min(inFour / 365, 3) * 365;
        int month = (5 * inYear + 2) / 153;
        int inMonth = inYear - (153 * month + 2) / 5;
        return two(inMonth + 1) + " " + name(MONTHS, month) + " " + (month < 10 ? year : year + 1);
    }

    private static String name(String names, int index) {
        return names.substring(3 * index, 3 * index + 3);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
