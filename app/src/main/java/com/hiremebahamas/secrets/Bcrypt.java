package com.hiremebahamas.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Verifies the bcrypt hashes of accounts that were made on the old site. New hashes are argon2id.
///
/// `$2a$`, `$2b$` and `$2y$` name one algorithm here: the defects that `$2x$` and old `$2a$` hashes record are
/// not reproduced. As on the old site, only the first 72 bytes of a password count. Safe on any thread.
final class Bcrypt {

    /// Cost 4, the least of the algorithm, to 12: the old site used 10, and passlib's default of 12 before.
    /// Each step doubles the work: 12 takes a third of a second, and one hash of cost 31 would occupy a core
    /// for two days.
    private static final Pattern FORMAT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-2])\\$[./A-Za-z0-9]{53}");

    private Bcrypt() {}

    static boolean isHash(String text) {
        return FORMAT.matcher(text).matches();
    }

    /// Whether the hash is of this password; false for a malformed hash, or one of another cost.
    ///
    /// A password with a NUL matches nothing. bcrypt repeats the password, with a NUL after each repetition,
    /// until 72 bytes are full, so `abc\0abc` would match the hash of `abc`; the old site refused such
    /// passwords.
    static boolean matches(String password, String hash) {
        if (!isHash(hash) || password.indexOf('\0') >= 0) return false;
        return OpenBSDBCrypt.checkPassword(hash, password.getBytes(UTF_8));
    }
}
