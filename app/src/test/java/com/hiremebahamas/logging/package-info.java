@NullMarked
package com.hiremebahamas.logging;

import org.jspecify.annotations.NullMarked;
