@NullMarked
package com.hiremebahamas.http.content;

import org.jspecify.annotations.NullMarked;
