/// Publishes the library into a folder, compares it with what the build has made, and uses it from there.
@NullMarked
package com.hiremebahamas.release;

import org.jspecify.annotations.NullMarked;
