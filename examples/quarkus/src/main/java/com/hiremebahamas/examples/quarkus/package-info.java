/// Tidepool in a Quarkus application: all that is needed is in [Databases].
@NullMarked
package com.hiremebahamas.examples.quarkus;

import org.jspecify.annotations.NullMarked;
