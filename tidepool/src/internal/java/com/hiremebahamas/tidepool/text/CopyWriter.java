package com.hiremebahamas.tidepool.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

/// Writes rows in the text format of `copy … from stdin`, as the iterable yields them. (PostgreSQL, "COPY", "Text
/// Format".)
public final class CopyWriter {

    /// 64 Ki characters: large enough that the cost of a message does not count, small enough to stay in the young
    /// generation.
    private static final int CHUNK = 1 << 16;

    private final CopyIn in;
    private final StringBuilder chunk = new StringBuilder(CHUNK + 1024);

    private CopyWriter(CopyIn in) {
        this.in = in;
    }

    /// Returns how many rows the server inserted. An exception of the iterable or the function cancels the copy and
    /// fails the transaction.
    ///
    /// @param texts of the values of a row, not yet escaped, at least one; null for null
    public static <R> long of(
            PgConnection connection,
            String sql,
            Iterable<? extends R> rows,
            Function<? super R, List<@Nullable String>> texts)
            throws SQLException {
        var copy = new CopyWriter(connection.getCopyAPI().copyIn(sql));
        try {
            for (var row : rows) copy.write(texts.apply(row));
            copy.flush();
            return copy.in.endCopy();
        } finally {
            if (copy.in.isActive()) copy.in.cancelCopy();
        }
    }

    private void write(List<@Nullable String> row) throws SQLException {
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) chunk.append('\t');
            var text = row.get(i);
            if (text == null) chunk.append("\\N");
            else escape(text);
        }
        chunk.append('\n');
        if (chunk.length() >= CHUNK) flush();
    }

    private void flush() throws SQLException {
        var bytes = chunk.toString().getBytes(UTF_8);
        in.writeToCopy(bytes, 0, bytes.length);
        chunk.setLength(0);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> chunk.append("\\\\");
                case '\t' -> chunk.append("\\t");
                case '\n' -> chunk.append("\\n");
                case '\r' -> chunk.append("\\r");
                default -> chunk.append(c);
            }
        }
    }
}
