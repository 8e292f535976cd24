/// The embedded database of development when none is configured. Production never loads this package.
@NullMarked
package com.hiremebahamas.development;

import org.jspecify.annotations.NullMarked;
