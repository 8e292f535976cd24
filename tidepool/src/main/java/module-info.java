import org.jspecify.annotations.NullMarked;

/// A JDBC `DataSource` for PostgreSQL behind transaction poolers: lazy, guarded, with a circuit breaker and safe
/// retries.
@NullMarked
module com.hiremebahamas.tidepool {
    exports com.hiremebahamas.tidepool;
    exports com.hiremebahamas.tidepool.micrometer;
    exports com.hiremebahamas.tidepool.network;
    exports com.hiremebahamas.tidepool.url;
    // pgjdbc makes its socket factories by name.
    exports com.hiremebahamas.tidepool.wire to
            org.postgresql.jdbc;

    requires transitive java.sql;
    requires static org.checkerframework.checker.qual;
    // For com.hiremebahamas.tidepool.micrometer only; all else works without it. Not transitive: a module that reads
    // this one would have to have it to be compiled.
    requires static micrometer.core;
    requires static transitive org.jspecify;
    requires com.zaxxer.hikari;
    requires jdk.jfr;
    requires org.postgresql.jdbc;
    requires org.slf4j;
}
