package com.hiremebahamas.development;

import com.hiremebahamas.demo.DemoAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The passwords of the demo accounts: generated for one data folder and stored there, readable by its owner
/// alone.
final class DemoPasswords {

    /// Without characters that look alike, such as `l` and `1`.
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 14;

    private final Path file;

    DemoPasswords(Path folder) {
        this.file = folder.resolve("demo-accounts.txt");
    }

    boolean exist() {
        return Files.exists(file);
    }

    /// By e-mail address, in the order of the accounts.
    Map<String, String> read() throws IOException {
        var passwords = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            var parts = line.split(" ", 2);
            if (parts.length == 2) passwords.put(parts[0], parts[1]);
        }
        return passwords;
    }

    Map<String, String> generate(SecureRandom random) {
        var passwords = new LinkedHashMap<String, String>();
        DemoAccount.ALL.forEach(account -> passwords.put(account.email(), password(random)));
        return passwords;
    }

    void write(Map<String, String> passwords) throws IOException {
        var text = passwords.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        PrivateFiles.write(file, text);
    }

    private static String password(SecureRandom random) {
        return random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(at -> String.valueOf(LETTERS.charAt(at)))
                .collect(Collectors.joining());
    }
}
