package com.hiremebahamas.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One use of Redis, which Redis may refuse by itself: it is full, or does not allow the command. The connection
/// serves the other uses meanwhile.
///
/// The log says once that it is refused, and once that it is accepted again. Safe on any thread.
public final class RedisUse {

    private static final Logger log = LoggerFactory.getLogger(RedisUse.class);

    private final Redis redis;
    private final String content;
    private final String consequence;
    private final AtomicBoolean refused = new AtomicBoolean();

    /// @param content     what is stored, such as `pages`
    /// @param consequence of a refusal, for the log
    public RedisUse(Redis redis, String content, String consequence) {
        this.redis = redis;
        this.content = content;
        this.consequence = consequence;
    }

    /// Whether the last answer was a refusal.
    public boolean isRefused() {
        return refused.get();
    }

    /// After a command that would be refused if anything is.
    public void succeeded() {
        if (refused.get() && refused.compareAndSet(true, false))
            log.info("Redis takes {} again: they are shared between instances", content);
    }

    /// After a command that failed. Without an answer the connection is closed, for all uses.
    public void failed(StatefulRedisConnection<String, byte[]> connection, RuntimeException e) {
        if (!RedisErrors.isAnswer(e)) {
            redis.failed(connection, e);
        } else if (refused.compareAndSet(false, true)) {
            log.warn("Redis refuses {} ({}): {}", content, RedisErrors.reason(e), consequence);
        }
    }
}
