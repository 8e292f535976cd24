@NullMarked
package com.hiremebahamas.examples.spring;

import org.jspecify.annotations.NullMarked;
