/// A cache of public responses: computed once, kept in memory, served stale while the database is unavailable.
@NullMarked
package com.hiremebahamas.cache;

import org.jspecify.annotations.NullMarked;
