/// Real and hostile PostgreSQL ends for tests: a server, a pooler, a recording fake, a fault proxy.
@NullMarked
package com.hiremebahamas.tidepool.testkit;

import org.jspecify.annotations.NullMarked;
