package com.hiremebahamas.doctor;

/// The result of one check.
///
/// @param subject such as `DATABASE_URL` or `DATABASE_URL: TCP`
/// @param remedy  what to do; empty when nothing
record Finding(Level level, String subject, String found, String remedy) {

    enum Level {
        GREEN(0),
        YELLOW(1),
        RED(2);

        private final int exitCode;

        Level(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    static Finding green(String subject, String found) {
        return new Finding(Level.GREEN, subject, found, "");
    }

    static Finding yellow(String subject, String found, String remedy) {
        return new Finding(Level.YELLOW, subject, found, remedy);
    }

    static Finding red(String subject, String found, String remedy) {
        return new Finding(Level.RED, subject, found, remedy);
    }
}
