@NullMarked
package com.hiremebahamas.operations;

import org.jspecify.annotations.NullMarked;
