/// The proxies in front of the server, and the address of the client behind them.
@NullMarked
package com.hiremebahamas.http.proxies;

import org.jspecify.annotations.NullMarked;
