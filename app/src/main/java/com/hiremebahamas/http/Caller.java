package com.hiremebahamas.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Somebody who came while the doorkeeper stood at the door: heard until their head is complete, answered once, and
/// then waited for until they hang up, for the kernel takes back an answer when something is left unread.
final class Caller {

    private static final int LONGEST_HEAD_BYTES = 4096;
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(2);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private final SocketChannel channel;
    private @Nullable ByteBuffer heard;
    private boolean isAnswered;
    private long end;

    Caller(SocketChannel channel) {
        this.channel = channel;
    }

    /// Has not said a thing: nothing is lost when somebody else listens from now on.
    boolean isSilent() {
        return heard == null;
    }

    boolean isLate(long now) {
        return !isSilent() && now - end > 0;
    }

    /// Takes what has arrived.
    void hear(DoorAnswers answers) throws IOException {
        var buffer = heard == null ? ByteBuffer.allocate(LONGEST_HEAD_BYTES) : heard;
        if (isAnswered) buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            channel.close();
        } else if (count > 0 && !isAnswered) {
            if (heard == null) await(LONGEST_HEAD);
            heard = buffer;
            understand(buffer, answers);
        }
    }

    private void understand(ByteBuffer buffer, DoorAnswers answers) throws IOException {
        var bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf("\r\n\r\n");
        if (headEnd >= 0) {
            answer(answers.to(text.substring(0, headEnd + 2)));
        } else if (!buffer.hasRemaining()) {
            answer(answers.toTooLong(text));
        }
    }

    /// A fresh connection has room for this many bytes; whoever had none left would get no more of them.
    private void answer(byte[] answer) throws IOException {
        channel.write(ByteBuffer.wrap(answer));
        channel.shutdownOutput();
        isAnswered = true;
        await(LONGEST_FAREWELL);
    }

    private void await(Duration longest) {
        end = System.nanoTime() + longest.toNanos();
    }
}
