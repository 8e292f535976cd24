/// Invented jobs and people, for trying the site and for benchmarks.
@NullMarked
package com.hiremebahamas.demo;

import org.jspecify.annotations.NullMarked;
