@NullMarked
package com.hiremebahamas.people;

import org.jspecify.annotations.NullMarked;
