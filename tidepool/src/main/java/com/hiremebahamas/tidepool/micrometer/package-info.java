/// A Tidepool's meters, for programs that have Micrometer. The rest of the library needs none of it.
@org.jspecify.annotations.NullMarked
package com.hiremebahamas.tidepool.micrometer;
