/// Connections, and the memory and the time that each may take.
@NullMarked
package com.hiremebahamas.http.connections;

import org.jspecify.annotations.NullMarked;
