@NullMarked
package com.hiremebahamas.limits;

import org.jspecify.annotations.NullMarked;
