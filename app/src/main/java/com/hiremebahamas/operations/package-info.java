/// What the process reports to its operators: readiness, database health, metrics and the API document.
@NullMarked
package com.hiremebahamas.operations;

import org.jspecify.annotations.NullMarked;
