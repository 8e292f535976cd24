/// What the database must look like: bringing it there, and knowing when it is not there yet.
@NullMarked
package com.hiremebahamas.schema;

import org.jspecify.annotations.NullMarked;
