package com.hiremebahamas.tasks;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes rows that are of no use any more, of every feature that has some, in batches so that no statement is long.
/// Wanted once a day.
public final class ExpiredRows implements TaskHandler {

    public static final String KIND = "rows.expire";

    static final int BATCH = 1000;

    private static final Logger log = LoggerFactory.getLogger(ExpiredRows.class);

    /// Deletes some of the rows of one table.
    @FunctionalInterface
    public interface Batch {

        /// Deletes at most this many rows, and returns how many: fewer when none is left.
        int delete(int limit);
    }

    /// The rows of one table.
    ///
    /// @param name for the log, such as `sessions`
    public record Rows(String name, Batch batch) {}

    private final List<Rows> tables;

    public ExpiredRows(List<Rows> tables) {
        this.tables = List.copyOf(tables);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Task task) {
        for (var rows : tables) {
            long deleted = deleteAll(rows);
            if (deleted > 0) log.info("Expired {} were deleted: {}", rows.name(), deleted);
        }
    }

    private static long deleteAll(Rows rows) {
        long deleted = 0;
        for (int last = BATCH; last >= BATCH; deleted += last)
            last = rows.batch().delete(BATCH);
        return deleted;
    }
}
