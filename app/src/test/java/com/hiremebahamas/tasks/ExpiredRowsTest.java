package com.hiremebahamas.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tasks.ExpiredRows.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpiredRowsTest {

    private static final Task TASK = new Task(1, ExpiredRows.KIND, Map.of(), 1, Instant.EPOCH);

    @Test
    void everyTableIsEmptiedInBatches() {
        var left = new AtomicInteger(2 * ExpiredRows.BATCH + 5);
        var batches = new ArrayList<Integer>();
        var others = new AtomicInteger();
        var rows = new ExpiredRows(List.of(
                new Rows("sessions", limit -> {
                    int deleted = Math.min(limit, left.get());
                    batches.add(deleted);
                    left.addAndGet(-deleted);
                    return deleted;
                }),
                new Rows("others", _ -> {
                    others.incrementAndGet();
                    return 0;
                })));

        rows.run(TASK);

        assertThat(left).hasValue(0);
        assertThat(batches).containsExactly(ExpiredRows.BATCH, ExpiredRows.BATCH, 5);
        assertThat(others).hasValue(1);
    }
}
