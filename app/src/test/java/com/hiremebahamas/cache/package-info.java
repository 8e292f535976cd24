@NullMarked
package com.hiremebahamas.cache;

import org.jspecify.annotations.NullMarked;
