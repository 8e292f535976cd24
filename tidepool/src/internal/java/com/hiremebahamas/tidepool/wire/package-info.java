/// What pgjdbc is given for its connections: sockets that it makes by name, and files of TLS that it can read; not for
/// users of Tidepool.
package com.hiremebahamas.tidepool.wire;
