/// How the process ends: signals, and closing its parts in order.
@NullMarked
package com.hiremebahamas.lifecycle;

import org.jspecify.annotations.NullMarked;
