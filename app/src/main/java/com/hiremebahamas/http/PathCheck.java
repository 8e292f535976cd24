package com.hiremebahamas.http;

import org.jspecify.annotations.Nullable;

/// Rejects paths that a proxy and the application could decode differently.
///
/// A proxy, the server and the application may each decode, split and join a path; where their results could
/// differ, so could their access rules. No path of this site is of that kind.
final class PathCheck {

    private PathCheck() {}

    /// False for parameters (`;`), empty segments, backslashes, dot segments, and encoded separators or
    /// controls.
    static boolean isUnambiguous(@Nullable String path) {
        if (path == null || !path.startsWith("/")) return false;
        for (int i = 0; i < path.length(); i++) {
            boolean ambiguous = switch (path.charAt(i)) {
                case ';', '\\' -> true;
                case '/' -> startsAmbiguousSegment(path, i + 1);
                case '%' -> isAmbiguousByte(path, i + 1);
                default -> false;
            };
            if (ambiguous) return false;
        }
        return true;
    }

    private static boolean startsAmbiguousSegment(String path, int start) {
        if (start == path.length()) return false;
        int end = path.indexOf('/', start);
        var segment = path.substring(start, end < 0 ? path.length() : end);
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static boolean isAmbiguousByte(String path, int digits) {
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
