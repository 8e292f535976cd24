@NullMarked
package com.hiremebahamas.redis;

import org.jspecify.annotations.NullMarked;
