/// Reads a `DATABASE_URL` as libpq does. Start at [com.hiremebahamas.tidepool.url.DatabaseUrl].
package com.hiremebahamas.tidepool.url;
