package com.hiremebahamas.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The hash of responses in Redis, one field for each address. Blocks; throws what the client library throws.
///
/// Both scripts look at sizes before they read a value, so that neither Redis nor this process ever handles more
/// than the bounds, whatever others have written there. The pages of the newest jobs stay, and of the rest
/// those with the lowest number are removed first: nobody can push out a page by visiting others. The home page and
/// the lists are removed last.
final class RedisResponses {

    static final int MAX_RESPONSES = 200;
    static final int MAX_RESPONSE_BYTES = 64 * 1024;

    /// Some 200 pages of jobs, compressed.
    static final int MAX_BYTES = 1024 * 1024;

    /// Other commands, which count a sign-in within 100 ms, wait on the connection as long as one part takes: at
    /// 100 Mbit/s a tenth of that.
    static final int MAX_PART_BYTES = 128 * 1024;

    /// As long as shared caches in front may show a response while the origin fails, see
    /// [com.hiremebahamas.web.Caching]. Then the hash of an older build is gone, too.
    static final Duration EXPIRY = Duration.ofDays(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final String RANKED = """
            local key, most, each = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
            local function rank(field)
                return tonumber(string.match(field, '/jobs/([0-9]+)')) or math.huge
            end
            local function ranked()
                local fields = redis.call('HKEYS', key)
                table.sort(fields, function(one, other) return rank(one) > rank(other) end)
                return fields
            end
            local function isUsable()
                return redis.call('TYPE', key).ok == 'hash' and redis.call('HLEN', key) <= most
            end
            """;

    /// Replies with the number of fields that are done, or -1 when all are, and then fields and values.
    private static final String LOAD = RANKED + """
            local from, part = tonumber(ARGV[3]), tonumber(ARGV[4])
            local reply, bytes = {-1}, 0
            if not isUsable() then return reply end
            local fields = ranked()
            for i = from + 1, #fields do
                local size = #fields[i] + redis.call('HSTRLEN', key, fields[i])
                if size <= each then
                    if bytes > 0 and bytes + size > part then
                        reply[1] = i - 1
                        return reply
                    end
                    bytes = bytes + size
                    table.insert(reply, fields[i])
                    table.insert(reply, redis.call('HGET', key, fields[i]))
                end
            end
            return reply
            """;

    private static final String STORE = RANKED + """
            local bytes, expiry = tonumber(ARGV[3]), ARGV[4]
            if not isUsable() then redis.call('UNLINK', key) end
            for i = 5, #ARGV, 2 do redis.call('HSET', key, ARGV[i], ARGV[i + 1]) end
            redis.call('EXPIRE', key, expiry)
            for _, field in ipairs(ranked()) do
                local size = #field + redis.call('HSTRLEN', key, field)
                if size > each or size > bytes or most == 0 then
                    redis.call('HDEL', key, field)
                else
                    bytes, most = bytes - size, most - 1
                end
            end
            return {}
            """;

    private final StatefulRedisConnection<String, byte[]> connection;
    private final String name;

    /// @param name of the hash
    RedisResponses(StatefulRedisConnection<String, byte[]> connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /// Reads all, the most important first.
    ///
    /// @param sink takes address and value
    void load(BiConsumer<String, byte[]> sink) {
        for (long done = 0; done >= 0; ) {
            var arguments = arguments(MAX_RESPONSES, MAX_RESPONSE_BYTES, done, MAX_PART_BYTES);
            var reply = run(LOAD, arguments);
            for (int i = 1; i < reply.size(); i += 2)
                sink.accept(new String((byte[]) reply.get(i), UTF_8), (byte[]) reply.get(i + 1));
            done = (long) reply.getFirst();
        }
    }

    /// Adds the values, in parts, and removes what is then too much. Returns whether there was any.
    ///
    /// @param value of an address; null when there is none
    boolean store(List<String> addresses, Function<String, byte @Nullable []> value) {
        var part = newPart();
        int bytes = 0;
        for (var address : addresses) {
            var next = value.apply(address);
            if (next == null || next.length > MAX_RESPONSE_BYTES) continue;
            if (bytes > 0 && bytes + next.length > MAX_PART_BYTES) {
                run(STORE, part);
                part = newPart();
                bytes = 0;
            }
            part.add(address.getBytes(UTF_8));
            part.add(next);
            bytes += next.length;
        }
        // Parts are sent when the next value does not fit: the last one never is empty when there was a value.
        if (bytes > 0) run(STORE, part);
        return bytes > 0;
    }

    private static List<byte[]> newPart() {
        return arguments(MAX_RESPONSES, MAX_RESPONSE_BYTES, MAX_BYTES, EXPIRY.toSeconds());
    }

    private static List<byte[]> arguments(long... numbers) {
        var arguments = new ArrayList<byte[]>();
        for (long number : numbers) arguments.add(Long.toString(number).getBytes(UTF_8));
        return arguments;
    }

    private List<Object> run(String script, List<byte[]> arguments) {
        var reply = connection
                .async()
                .<List<Object>>eval(
                        script, ScriptOutputType.MULTI, new String[] {name}, arguments.toArray(byte[][]::new));
        return LettuceFutures.awaitOrCancel(reply, TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
    }
}
