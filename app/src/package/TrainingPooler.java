import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Stands before the database of the training as a pooler does in production: over TLS, with a process number of its
/// own, and with the short `DateStyle` of PgBouncer 1.19 and before, so that the trainee takes every way of connecting.
final class TrainingPooler implements AutoCloseable {

    private static final int SSL_REQUEST_BYTES = 8;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int database;
    private final SSLContext tls;

    TrainingPooler(int database, KeyStore key, char[] password) throws IOException, GeneralSecurityException {
        this.database = database;
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, password);
        this.tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain) {
        try (plain;
                var server = new Socket(InetAddress.getLoopbackAddress(), database)) {
            plain.getInputStream().readNBytes(SSL_REQUEST_BYTES);
            plain.getOutputStream().write('S');
            var client = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
            client.setUseClientMode(false);
            Thread.ofVirtual().start(() -> copy(client, server));
            copyGreeting(new DataInputStream(server.getInputStream()), new DataOutputStream(client.getOutputStream()));
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // either end has closed its connection
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // either end has closed its connection
        }
    }

    /// The messages of the server until it is ready for the first query.
    private static void copyGreeting(DataInputStream server, DataOutputStream client) throws IOException {
        for (int type = 0; type != 'Z'; ) {
            type = server.readUnsignedByte();
            var body = changed(type, server.readNBytes(server.readInt() - Integer.BYTES));
            client.writeByte(type);
            client.writeInt(body.length + Integer.BYTES);
            client.write(body);
            client.flush();
        }
    }

    private static byte[] changed(int type, byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        if (type == 'S' && text.startsWith("DateStyle\0"))
            return "DateStyle\0ISO\0".getBytes(StandardCharsets.US_ASCII);
        if (type == 'K') body[0] ^= 1;
        return body;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
