package com.hiremebahamas;

import com.hiremebahamas.tidepool.TidepoolListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells each statement with its time, where `DB_ECHO` asks for it; never its arguments, which are people's own.
final class StatementEcho implements TidepoolListener {

    private static final Logger log = LoggerFactory.getLogger("database");

    @Override
    public void statementExecuted(String sql, Duration took) {
        log.info("{} ms {}", took.toNanos() / 1e6, sql.strip().replaceAll("\\s+", " "));
    }
}
