/// What pgjdbc must be able to make by name; not for users of Tidepool.
package com.hiremebahamas.tidepool.wire;
