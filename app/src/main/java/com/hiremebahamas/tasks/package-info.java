@NullMarked
package com.hiremebahamas.tasks;

import org.jspecify.annotations.NullMarked;
