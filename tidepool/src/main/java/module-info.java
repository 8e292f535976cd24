import org.jspecify.annotations.NullMarked;

/// A JDBC gateway to a Postgres that comes and goes.
@NullMarked
module com.hiremebahamas.tidepool {
    exports com.hiremebahamas.tidepool;
    // pgjdbc makes its socket factories by name.
    exports com.hiremebahamas.tidepool.wire to
            org.postgresql.jdbc;

    requires transitive java.sql;
    requires static org.checkerframework.checker.qual;
    requires static transitive org.jspecify;
    requires com.zaxxer.hikari;
    requires jdk.jfr;
    requires org.postgresql.jdbc;
    requires org.slf4j;
}
