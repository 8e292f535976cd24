/// The log of the process: text or JSON lines, written without blocking the caller.
@NullMarked
package com.hiremebahamas.logging;

import org.jspecify.annotations.NullMarked;
