package com.hiremebahamas.http;

import org.jspecify.annotations.Nullable;

/// Paths that every reader reads alike.
///
/// A proxy, the server and the application may each decode, split and join a path; where they could come to different
/// answers, so could their access rules. Nothing on this site is spelled that way.
final class PathCheck {

    private PathCheck() {}

    /// False for parameters (`;`), empty segments, backslashes, dot segments, and encoded separators or controls.
    static boolean isPlain(@Nullable String path) {
        if (path == null || !path.startsWith("/")) return false;
        for (int i = 0; i < path.length(); i++) {
            boolean odd = switch (path.charAt(i)) {
                case ';', '\\' -> true;
                case '/' -> startsOddSegment(path, i + 1);
                case '%' -> isOddByte(path, i + 1);
                default -> false;
            };
            if (odd) return false;
        }
        return true;
    }

    private static boolean startsOddSegment(String path, int start) {
        if (start == path.length()) return false;
        int end = path.indexOf('/', start);
        var segment = path.substring(start, end < 0 ? path.length() : end);
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static boolean isOddByte(String path, int digits) {
        if (digits + 2 > path.length()) return true;
        int high = Character.digit(path.charAt(digits), 16);
        int low = Character.digit(path.charAt(digits + 1), 16);
        int value = high * 16 + low;
        return high < 0
                || low < 0
                || value < ' '
                || value == 0x7f
                || value == '/'
                || value == '\\'
                || value == '.'
                || value == ';'
                || value == '%';
    }
}
