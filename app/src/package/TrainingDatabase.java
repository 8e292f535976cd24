import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// The embedded database of the training, behind a pooler and TLS as in production.
///
/// @param exists false when the training is to do without one
/// @param url    of the database for the trainee
record TrainingDatabase(boolean exists, String url, AutoCloseable pooler) implements AutoCloseable {

    private static final char[] PASSWORD = "training".toCharArray();

    /// For a system on which no embedded PostgreSQL runs.
    private static final String WITHOUT = "TRAIN_WITHOUT_DATABASE";

    private static final String ABSENT = "postgresql://nobody:nothing@127.0.0.1:9/absent?sslmode=disable";

    /// The database that the development process has started and filled.
    ///
    /// @throws IllegalStateException when it could not be started, unless the training is to do without one
    static TrainingDatabase of(Path data, TrainingRequests development) throws Exception {
        if ("true".equals(System.getenv(WITHOUT)))
            return new TrainingDatabase(false, ABSENT, () -> {});
        try {
            development.await("/api/jobs");
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The embedded database of the training did not start."
                            + " " + WITHOUT + "=true trains without one, and the first pages will be slower",
                    e);
        }
        var note = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        var key = key(data);
        var pooler = new TrainingPooler(Integer.parseInt(note.get(3).strip()), key, PASSWORD);
        var password = Files.readString(data.resolve("postgres-password.txt")).strip();
        return new TrainingDatabase(
                true,
                "postgresql://postgres:" + password + "@localhost:" + pooler.port()
                        + "/postgres?sslmode=verify-full&sslrootcert=" + certificate(key, data),
                pooler);
    }

    private static KeyStore key(Path data) throws IOException, InterruptedException, GeneralSecurityException {
        var store = data.resolve("key.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int failed = new ProcessBuilder(List.of(
                        keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost",
                        "-ext", "san=dns:localhost", "-ext", "bc=ca:true", "-validity", "1", "-storetype", "PKCS12",
                        "-keystore", store.toString(), "-storepass", new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (failed != 0) throw new IOException("keytool made no key");
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private static Path certificate(KeyStore key, Path data) throws IOException, GeneralSecurityException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getCertificate("server").getEncoded());
        return Files.writeString(
                data.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    @Override
    public void close() throws Exception {
        pooler.close();
    }
}
