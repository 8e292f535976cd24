/// Advertised work: posting it, finding it, reading it and closing it.
@NullMarked
package com.hiremebahamas.jobs;

import org.jspecify.annotations.NullMarked;
