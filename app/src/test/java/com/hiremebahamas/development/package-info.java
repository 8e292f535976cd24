@NullMarked
package com.hiremebahamas.development;

import org.jspecify.annotations.NullMarked;
