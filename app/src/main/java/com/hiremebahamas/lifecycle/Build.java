package com.hiremebahamas.lifecycle;

import com.hiremebahamas.http.content.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/// The build of this program, by which processes know whether they run the same code.
public final class Build {

    /// 64 bits: of one site there are at most some thousand builds.
    private static final int ID_BYTES = 8;

    private Build() {}

    /// The beginning of the SHA-256 digest of the program's jar, in hexadecimal digits; empty when the program
    /// runs from a folder of classes, which may change. Reads the jar, so it belongs after the boot.
    public static Optional<String> id() {
        try {
            return id(Path.of(Build.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Optional<String> id(Path program) {
        if (!Files.isRegularFile(program)) return Optional.empty();
        try {
            return Optional.of(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(program)), 0, ID_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
