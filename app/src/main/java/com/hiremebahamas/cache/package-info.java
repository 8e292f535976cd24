/// Answers that are the same for everybody, made once, kept in memory, and shown while the database is away.
@NullMarked
package com.hiremebahamas.cache;

import org.jspecify.annotations.NullMarked;
