@NullMarked
package com.hiremebahamas.config;

import org.jspecify.annotations.NullMarked;
