/// A JDBC gateway to a Postgres that comes and goes. Start at [com.hiremebahamas.tidepool.Tidepool].
package com.hiremebahamas.tidepool;
