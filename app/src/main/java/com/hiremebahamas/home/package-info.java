/// The home page and `robots.txt`.
@NullMarked
package com.hiremebahamas.home;

import org.jspecify.annotations.NullMarked;
