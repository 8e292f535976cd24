/// Tidepool in a Spring Boot application: all that is needed is in [Notes].
@NullMarked
package com.hiremebahamas.examples.spring;

import org.jspecify.annotations.NullMarked;
