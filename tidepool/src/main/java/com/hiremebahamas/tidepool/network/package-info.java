/// Why a host of a URL cannot be reached, and the connection to the first of its addresses that accepts. Start at
/// [com.hiremebahamas.tidepool.network.TcpConnection].
package com.hiremebahamas.tidepool.network;
