@NullMarked
package com.hiremebahamas.http;

import org.jspecify.annotations.NullMarked;
