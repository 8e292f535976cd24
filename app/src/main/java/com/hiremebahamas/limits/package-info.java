/// How often something may be tried: counted in this process, and through Redis by all instances together.
@NullMarked
package com.hiremebahamas.limits;

import org.jspecify.annotations.NullMarked;
