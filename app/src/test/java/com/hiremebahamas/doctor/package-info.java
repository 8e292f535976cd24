@NullMarked
package com.hiremebahamas.doctor;

import org.jspecify.annotations.NullMarked;
