/// How the process starts and ends: the AOT cache, signals, and closing the components in order.
@NullMarked
package com.hiremebahamas.lifecycle;

import org.jspecify.annotations.NullMarked;
