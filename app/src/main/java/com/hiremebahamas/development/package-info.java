/// The database of a laptop where nothing is configured. Production never loads this package.
@NullMarked
package com.hiremebahamas.development;

import org.jspecify.annotations.NullMarked;
