@NullMarked
package com.hiremebahamas.lifecycle;

import org.jspecify.annotations.NullMarked;
