/// The comparisons behind every claim of speed. `bin/bench` runs them all.
@NullMarked
package com.hiremebahamas.benchmarks;

import org.jspecify.annotations.NullMarked;
