/// Believable advertisements and people, for trying the site and for measuring it.
@NullMarked
package com.hiremebahamas.demo;

import org.jspecify.annotations.NullMarked;
