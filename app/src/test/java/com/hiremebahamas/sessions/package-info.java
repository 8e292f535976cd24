@NullMarked
package com.hiremebahamas.sessions;

import org.jspecify.annotations.NullMarked;
