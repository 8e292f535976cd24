@NullMarked
package com.hiremebahamas.schema;

import org.jspecify.annotations.NullMarked;
