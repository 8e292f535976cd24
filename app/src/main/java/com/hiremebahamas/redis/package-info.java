/// The one connection to Redis, which instances share; everything works without it.
@NullMarked
package com.hiremebahamas.redis;

import org.jspecify.annotations.NullMarked;
