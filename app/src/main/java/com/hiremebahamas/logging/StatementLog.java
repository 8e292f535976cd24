package com.hiremebahamas.logging;

import com.hiremebahamas.tidepool.TidepoolListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs each statement with its time, if `DB_ECHO` is set; never its arguments, which are personal data.
public final class StatementLog implements TidepoolListener {

    private static final Logger log = LoggerFactory.getLogger("database");

    @Override
    public void statementExecuted(String sql, Duration took) {
        log.info("{} ms {}", took.toNanos() / 1e6, sql.strip().replaceAll("\\s+", " "));
    }
}
