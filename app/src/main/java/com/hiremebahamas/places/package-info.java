/// The islands of The Bahamas, their clock and how times are said there.
@NullMarked
package com.hiremebahamas.places;

import org.jspecify.annotations.NullMarked;
