/// The log of the process: Logback, with lines as text or JSON, written without blocking the caller.
@NullMarked
package com.hiremebahamas.logging;

import org.jspecify.annotations.NullMarked;
