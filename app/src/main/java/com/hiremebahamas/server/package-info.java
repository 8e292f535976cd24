/// The edge of the process: what every request passes before it reaches the site.
@NullMarked
package com.hiremebahamas.server;

import org.jspecify.annotations.NullMarked;
