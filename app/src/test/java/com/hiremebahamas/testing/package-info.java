/// Fixtures: the real parts a test talks to.
@NullMarked
package com.hiremebahamas.testing;

import org.jspecify.annotations.NullMarked;
