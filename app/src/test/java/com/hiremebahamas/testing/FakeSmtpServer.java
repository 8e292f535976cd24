package com.hiremebahamas.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hiremebahamas.tidepool.testkit.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A mail server of which the test chooses each answer. It accepts everything otherwise.
///
/// The steps are `CONNECT`, the commands of a client in capitals, `.` for the end of a message, and `QUIT`.
public final class FakeSmtpServer implements AutoCloseable {

    /// Instead of an answer: the connection ends.
    public static final String CUT = "cut";

    /// Instead of an answer: nothing, until the client leaves.
    public static final String SILENCE = "silence";

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final boolean implicit;
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "CONNECT", "220 fake ESMTP",
            "EHLO", "250-fake\r\n250 AUTH PLAIN LOGIN",
            "AUTH", "235 2.7.0 welcome",
            "STARTTLS", "220 go ahead",
            "DATA", "354 go ahead",
            ".", "250 2.0.0 accepted",
            "QUIT", "221 bye"));
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FakeSmtpServer(Optional<SSLContext> tls, boolean implicit) {
        this.tls = tls;
        this.implicit = implicit;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static FakeSmtpServer plain() {
        return new FakeSmtpServer(Optional.empty(), false);
    }

    /// Offers STARTTLS with a certificate for `localhost`.
    public static FakeSmtpServer withStartTls(TestAuthority authority) {
        var server = new FakeSmtpServer(Optional.of(context(authority)), false);
        return server.answering("EHLO", "250-fake\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN");
    }

    /// TLS from the first byte, with a certificate for `localhost`.
    public static FakeSmtpServer withTls(TestAuthority authority) {
        return new FakeSmtpServer(Optional.of(context(authority)), true);
    }

    /// Of a client that trusts this authority alone.
    public static SSLSocketFactory trusting(TestAuthority authority) {
        return context(authority).getSocketFactory();
    }

    /// From now on, to this step.
    public FakeSmtpServer answering(String step, String answer) {
        answers.put(step, answer);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The lines that clients sent, but for those of messages.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /// The messages that arrived as a whole, accepted or not.
    public List<String> messages() {
        return List.copyOf(messages);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var connection = new Connection(implicit ? encrypted(socket) : socket);
            if (!connection.answers("CONNECT")) return;
            for (var line = connection.in.readLine(); line != null; line = connection.in.readLine()) {
                commands.add(line);
                var step = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                if (!connection.answers(step) || step.equals("QUIT")) return;
                if (step.equals("STARTTLS")) connection = new Connection(encrypted(socket));
                if (step.equals("DATA") && isReady() && !connection.receives()) return;
            }
        } catch (IOException e) {
            // The client has left, or does not trust the certificate.
        } finally {
            open.remove(socket);
        }
    }

    private boolean isReady() {
        return answers.getOrDefault("DATA", "").startsWith("354");
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        var encrypted =
                (SSLSocket) tls.orElseThrow().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private final class Connection {

        private final Socket socket;
        private final BufferedReader in;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        /// Returns false when the connection is to end.
        boolean answers(String step) throws IOException {
            var answer = answers.getOrDefault(step, "250 fine");
            if (answer.equals(CUT)) return false;
            if (answer.equals(SILENCE)) return in.readLine() != null;
            socket.getOutputStream().write((answer + "\r\n").getBytes(UTF_8));
            return true;
        }

        boolean receives() throws IOException {
            var message = new StringBuilder();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(".")) {
                    messages.add(message.toString());
                    return answers(".");
                }
                message.append(line).append("\r\n");
            }
            return false;
        }
    }

    private static SSLContext context(TestAuthority authority) {
        try {
            var password = authority.password().toCharArray();
            var store = KeyStore.getInstance(authority.trustStore().toFile(), password);
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, password);
            var trusted = TrustManagerFactory.getInstance("PKIX");
            trusted.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
