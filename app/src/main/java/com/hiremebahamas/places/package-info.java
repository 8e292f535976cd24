/// The islands of The Bahamas, and times as text in their time zone.
@NullMarked
package com.hiremebahamas.places;

import org.jspecify.annotations.NullMarked;
