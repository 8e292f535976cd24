/// Tests of the packaged program: a process of its own that is started, sent requests, disturbed and stopped.
@NullMarked
package com.hiremebahamas.packaged;

import org.jspecify.annotations.NullMarked;
