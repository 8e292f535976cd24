/// PostgreSQL servers for tests: a real one, a real pooler, a recording fake, a fault proxy, and unavailable ones.
@NullMarked
package com.hiremebahamas.tidepool.testkit;

import org.jspecify.annotations.NullMarked;
