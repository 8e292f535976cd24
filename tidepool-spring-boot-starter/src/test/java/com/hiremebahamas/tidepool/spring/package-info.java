@NullMarked
package com.hiremebahamas.tidepool.spring;

import org.jspecify.annotations.NullMarked;
