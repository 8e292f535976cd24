/// The home page, `robots.txt` and the icons at fixed addresses.
@NullMarked
package com.hiremebahamas.home;

import org.jspecify.annotations.NullMarked;
