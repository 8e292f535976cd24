/// The first page.
@NullMarked
package com.hiremebahamas.home;

import org.jspecify.annotations.NullMarked;
