package com.hiremebahamas.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens connections to Redis. Loads the client library with the first one, not at boot.
final class RedisConnections implements AutoCloseable {

    /// For TCP, TLS and authentication together.
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final String url;
    private @Nullable ClientResources resources;
    private @Nullable RedisClient client;

    RedisConnections(String url) {
        this.url = url;
    }

    /// A new connection. Blocks; throws what the client library throws.
    synchronized StatefulRedisConnection<String, byte[]> open() {
        if (client == null) client = client();
        return client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    /// As `redis://host:port`, without user and password.
    String address() {
        var uri = uri();
        return (uri.isSsl() ? "rediss://" : "redis://") + uri.getHost() + ":" + uri.getPort();
    }

    private RedisClient client() {
        var uri = uri();
        uri.setTimeout(CONNECT_TIMEOUT);
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        var created = RedisClient.create(resources, uri);
        created.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        return created;
    }

    private RedisURI uri() {
        try {
            return RedisURI.create(url);
        } catch (RuntimeException e) {
            // Without the cause: its message quotes the URL, password and all.
            throw new IllegalArgumentException("REDIS_URL is malformed: use redis://user:password@host:6379");
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        if (resources != null) resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
