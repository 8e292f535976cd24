@NullMarked
package com.hiremebahamas.demo;

import org.jspecify.annotations.NullMarked;
