/// Rate limits: in this process, and through Redis across all instances.
@NullMarked
package com.hiremebahamas.limits;

import org.jspecify.annotations.NullMarked;
