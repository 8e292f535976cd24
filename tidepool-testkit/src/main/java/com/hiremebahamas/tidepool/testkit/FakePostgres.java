package com.hiremebahamas.tidepool.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A fake PostgreSQL on a free port: accepts any user, records every message, and answers each query with one row
/// of one column, `n` = 1. It refuses TLS. Safe on any thread.
public final class FakePostgres implements AutoCloseable {

    /// A message from a client.
    ///
    /// @param type the letter of the protocol; `startup` messages have none and are in [#startUps()]
    /// @param name of the prepared statement or portal, empty for the unnamed one
    /// @param sql  of a Parse or Query, else empty
    public record Message(char type, String name, String sql) {}

    /// @param state a SQLSTATE
    private record Refusal(String state, String message) {}

    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<Map<String, String>> startUps = new CopyOnWriteArrayList<>();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile @Nullable Refusal refusal;
    private volatile Duration delay = Duration.ZERO;
    private final AcceptLoop listener = new AcceptLoop(this::accept);

    private FakePostgres() {}

    /// On a free port, accepting every sign-in at once.
    public static FakePostgres start() {
        return new FakePostgres();
    }

    /// The port that it listens on.
    public int port() {
        return listener.port();
    }

    /// A `DATABASE_URL` of it, with the user `ann` and the password `secret`.
    public String url() {
        return "postgresql://ann:secret@127.0.0.1:" + port() + "/site?sslmode=disable";
    }

    /// From now on refuses every sign-in with this error.
    public void refuse(String sqlState, String message) {
        refusal = new Refusal(sqlState, message);
    }

    /// From now on accepts every sign-in, after this delay.
    public void acceptAfter(Duration pause) {
        delay = pause;
        refusal = null;
    }

    /// How many connections were accepted in all.
    public int accepted() {
        return accepted.get();
    }

    /// How many are open.
    public int open() {
        return clients.size();
    }

    /// What each start-up message held, keys in order.
    public List<Map<String, String>> startUps() {
        return List.copyOf(startUps);
    }

    /// Every password that clients sent, in order.
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    /// What clients sent after they had signed in, in order.
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        listener.close();
        try {
            for (var client : clients) client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(Socket client) {
        accepted.incrementAndGet();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            if (!signIn(in, out)) return;
            var session = new Session(out);
            for (var message = ProtocolMessage.read(in);
                    message != null && message.type() != 'X';
                    message = ProtocolMessage.read(in)) {
                session.answer(message);
            }
        } catch (IOException e) {
            // the client has closed
        } finally {
            clients.remove(client);
        }
    }

    private boolean signIn(DataInputStream in, DataOutputStream out) throws IOException {
        var first = ProtocolMessage.readStartUp(in);
        while (first.code() == ProtocolMessage.SSL_REQUEST) {
            out.writeByte('N');
            out.flush();
            first = ProtocolMessage.readStartUp(in);
        }
        startUps.add(keys(first));
        LockSupport.parkNanos(delay.toNanos());
        var refused = refusal;
        if (refused != null) {
            ProtocolMessage.of('E', "SFATAL", "VFATAL", "C" + refused.state(), "M" + refused.message(), "")
                    .write(out);
            out.flush();
            return false;
        }
        new ProtocolMessage('R', new byte[] {0, 0, 0, 3}).write(out);
        out.flush();
        var password = ProtocolMessage.read(in);
        if (password == null) return false;
        passwords.add(password.text().replace("\0", ""));
        greet(out);
        return true;
    }

    private static void greet(DataOutputStream out) throws IOException {
        new ProtocolMessage('R', new byte[4]).write(out);
        ProtocolMessage.of('S', "server_version", "18.0").write(out);
        ProtocolMessage.of('S', "client_encoding", "UTF8").write(out);
        ProtocolMessage.of('S', "DateStyle", "ISO, MDY").write(out);
        ProtocolMessage.of('S', "TimeZone", "UTC").write(out);
        ProtocolMessage.of('S', "integer_datetimes", "on").write(out);
        ProtocolMessage.of('S', "standard_conforming_strings", "on").write(out);
        new ProtocolMessage('K', new byte[8]).write(out);
        new ProtocolMessage('Z', new byte[] {'I'}).write(out);
        out.flush();
    }

    private static Map<String, String> keys(ProtocolMessage startUp) {
        var parts = startUp.text().substring(4).split("\0", -1);
        var keys = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < parts.length && !parts[i].isEmpty(); i += 2) keys.put(parts[i], parts[i + 1]);
        return keys;
    }

    /// One client's statements, in the extended protocol or the simple one.
    private final class Session {

        private final DataOutputStream out;
        private final List<ProtocolMessage> answers = new ArrayList<>();
        private String sql = "";
        private char transaction = 'I';

        Session(DataOutputStream out) {
            this.out = out;
        }

        void answer(ProtocolMessage message) throws IOException {
            var parts = message.text().split("\0", -1);
            switch (message.type()) {
                case 'P' -> {
                    sql = message.sql();
                    messages.add(new Message('P', parts[0], sql));
                    answers.add(new ProtocolMessage('1', new byte[0]));
                }
                case 'B' -> {
                    messages.add(new Message('B', parts[1], ""));
                    answers.add(new ProtocolMessage('2', new byte[0]));
                }
                case 'D' -> answers.add(returnsRows() ? columns() : new ProtocolMessage('n', new byte[0]));
                case 'E' -> {
                    messages.add(new Message('E', parts[0], sql));
                    execute();
                }
                case 'Q' -> {
                    sql = message.sql();
                    messages.add(new Message('Q', "", sql));
                    if (returnsRows()) answers.add(columns());
                    execute();
                    send();
                }
                case 'S' -> send();
                default -> messages.add(new Message(message.type(), "", ""));
            }
        }

        private void execute() {
            var verb = sql.strip().split("[ ;]", 2)[0].toUpperCase(Locale.ROOT);
            if (verb.equals("BEGIN")) transaction = 'T';
            if (verb.equals("COMMIT") || verb.equals("ROLLBACK")) transaction = 'I';
            if (returnsRows()) answers.add(new ProtocolMessage('D', new byte[] {0, 1, 0, 0, 0, 1, '1'}));
            answers.add(
                    verb.isEmpty()
                            ? new ProtocolMessage('I', new byte[0])
                            : ProtocolMessage.of('C', returnsRows() ? "SELECT 1" : verb));
        }

        private void send() throws IOException {
            for (var message : answers) message.write(out);
            answers.clear();
            new ProtocolMessage('Z', new byte[] {(byte) transaction}).write(out);
            out.flush();
        }

        private boolean returnsRows() {
            return sql.strip().toLowerCase(Locale.ROOT).matches("(?s)(select|show|with)\\b.*");
        }

        /// One column, `n`, of type text.
        private ProtocolMessage columns() {
            var body = new byte[] {0, 1, 'n', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25, -1, -1, -1, -1, -1, -1, 0, 0};
            return new ProtocolMessage('T', body);
        }
    }
}
