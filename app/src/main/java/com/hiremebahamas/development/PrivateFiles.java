package com.hiremebahamas.development;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders that other users of this machine can neither read nor change.
final class PrivateFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /// Creates the folder unless it is there, and closes it for others either way.
    static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        return restricted(folder, FOLDER);
    }

    /// Closed before there is anything in it.
    static void write(Path file, String text) throws IOException {
        if (!Files.exists(file)) Files.createFile(file);
        Files.writeString(restricted(file, FILE), text);
    }

    private static Path restricted(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix"))
            Files.setPosixFilePermissions(path, permissions);
        return path;
    }
}
