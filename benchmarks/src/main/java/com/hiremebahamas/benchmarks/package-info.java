/// The benchmarks behind every claim of speed, run by `bin/bench`.
@NullMarked
package com.hiremebahamas.benchmarks;

import org.jspecify.annotations.NullMarked;
