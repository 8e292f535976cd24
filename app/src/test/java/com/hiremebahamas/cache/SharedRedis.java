package com.hiremebahamas.cache;

import com.hiremebahamas.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real Redis, the instances that share responses through it, and what is in it. Closed with all of them.
final class SharedRedis implements AutoCloseable {

    private static final Duration NO_INTERVAL = Duration.ZERO;

    private final TestRedis server = new TestRedis();
    private final List<SharingInstance> instances = new ArrayList<>();
    private final String key =
            SharingInstance.key(SharingInstance.DATABASE, SharingInstance.BUILD).name();

    TestRedis server() {
        return server;
    }

    /// One that writes and reads at once.
    SharingInstance instance() {
        return instance(SharingInstance.DATABASE, SharingInstance.BUILD);
    }

    SharingInstance instance(String database, String build) {
        return opened(new SharingInstance(server.url(), database, build, NO_INTERVAL, true))
                .connected();
    }

    /// One that writes and reads at most once a minute.
    SharingInstance slowInstance() {
        return opened(new SharingInstance(
                        server.url(), SharingInstance.DATABASE, SharingInstance.BUILD, Duration.ofMinutes(1), true))
                .connected();
    }

    /// One that has not begun to write.
    SharingInstance startingInstance() {
        return opened(
                new SharingInstance(server.url(), SharingInstance.DATABASE, SharingInstance.BUILD, NO_INTERVAL, false));
    }

    private SharingInstance opened(SharingInstance instance) {
        instances.add(instance);
        return instance;
    }

    List<String> keys() {
        return server.run(commands -> commands.keys("*"));
    }

    /// Where instances of one build on one database have their responses.
    String key() {
        return key;
    }

    /// The addresses whose responses are there.
    List<String> addresses() {
        return server.run(commands -> commands.hkeys(key));
    }

    byte[] value(String address) {
        return server.run(commands -> commands.hget(key, address));
    }

    void put(String address, byte[] value) {
        server.run(commands -> commands.hset(key, address, value));
    }

    void wipe() {
        server.run(commands -> commands.flushall());
    }

    /// How many scripts it has run.
    long scripts() {
        return number("commandstats", "cmdstat_eval:calls=");
    }

    /// By it to all its clients.
    long sentBytes() {
        return number("stats", "total_net_output_bytes:");
    }

    private long number(String section, String before) {
        return server.run(commands -> commands.info(section))
                .lines()
                .filter(line -> line.startsWith(before))
                .mapToLong(
                        line -> Long.parseLong(line.substring(before.length()).replaceFirst("[^0-9].*", "")))
                .sum();
    }

    @Override
    public void close() {
        instances.reversed().forEach(SharingInstance::close);
        server.close();
    }
}
