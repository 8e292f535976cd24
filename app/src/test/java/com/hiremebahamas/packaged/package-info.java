/// Tests of the packaged program: a process of its own, started, asked, hurt and stopped.
@NullMarked
package com.hiremebahamas.packaged;

import org.jspecify.annotations.NullMarked;
