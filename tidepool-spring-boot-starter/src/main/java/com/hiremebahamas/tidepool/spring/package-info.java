/// Tidepool in a Spring Boot application, by auto-configuration: start at [TidepoolAutoConfiguration].
@NullMarked
package com.hiremebahamas.tidepool.spring;

import org.jspecify.annotations.NullMarked;
