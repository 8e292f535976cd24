package com.hiremebahamas.tidepool.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One message of PostgreSQL's protocol 3.0, in either direction.
final class ProtocolMessage {

    static final int SSL_REQUEST = 80877103;

    private static final int MAX_LENGTH = 100_000_000;

    private final char type;
    private final byte[] body;

    /// @param type its letter; zero for the start-up messages, which have none
    ProtocolMessage(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    /// The next message, or null at the end of the stream.
    static @Nullable ProtocolMessage read(DataInputStream in) throws IOException {
        int type = in.read();
        return type < 0 ? null : new ProtocolMessage((char) type, body(in));
    }

    /// What a client sends first.
    static ProtocolMessage readStartUp(DataInputStream in) throws IOException {
        return new ProtocolMessage('\0', body(in));
    }

    /// A message whose body is text, each part ended by a zero byte.
    static ProtocolMessage of(char type, String... parts) {
        return new ProtocolMessage(type, (String.join("\0", parts) + "\0").getBytes(StandardCharsets.UTF_8));
    }

    char type() {
        return type;
    }

    /// In bytes, on the wire.
    int length() {
        return body.length + (type == 0 ? 4 : 5);
    }

    void write(DataOutputStream out) throws IOException {
        if (type != 0) out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    /// The body as text, zero bytes included.
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The statement of a Parse or a Query, empty for every other message.
    String sql() {
        return switch (type) {
            case 'P' -> text().split("\0", -1)[1];
            case 'Q' -> text().split("\0", -1)[0];
            default -> "";
        };
    }

    /// The first integer of the body: in a start-up message, the request code.
    int code() {
        return ((body[0] & 255) << 24) | ((body[1] & 255) << 16) | ((body[2] & 255) << 8) | (body[3] & 255);
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = in.readInt() - 4;
        if (length < 0 || length > MAX_LENGTH) throw new IOException("Not PostgreSQL's protocol: length " + length);
        var body = in.readNBytes(length);
        if (body.length < length) throw new IOException("The stream ended inside a message");
        return body;
    }
}
