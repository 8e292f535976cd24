@NullMarked
package com.hiremebahamas.http.connections;

import org.jspecify.annotations.NullMarked;
