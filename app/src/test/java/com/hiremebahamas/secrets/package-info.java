@NullMarked
package com.hiremebahamas.secrets;

import org.jspecify.annotations.NullMarked;
