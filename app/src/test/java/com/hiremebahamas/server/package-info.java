/// The edge on real sockets.
@NullMarked
package com.hiremebahamas.server;

import org.jspecify.annotations.NullMarked;
