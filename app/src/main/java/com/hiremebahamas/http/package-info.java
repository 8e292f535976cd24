/// The HTTP server: its handlers, limits, headers, error responses and health.
@NullMarked
package com.hiremebahamas.http;

import org.jspecify.annotations.NullMarked;
