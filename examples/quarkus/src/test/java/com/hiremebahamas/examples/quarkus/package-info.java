@NullMarked
package com.hiremebahamas.examples.quarkus;

import org.jspecify.annotations.NullMarked;
