/// The schema of the database: its migrations, and the check whether one is pending.
@NullMarked
package com.hiremebahamas.schema;

import org.jspecify.annotations.NullMarked;
