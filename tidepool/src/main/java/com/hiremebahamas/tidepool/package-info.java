/// A JDBC `DataSource` for PostgreSQL behind transaction poolers: lazy, guarded, with a circuit breaker and safe
/// retries. Start at [com.hiremebahamas.tidepool.Tidepool].
package com.hiremebahamas.tidepool;
