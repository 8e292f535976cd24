/// What is wrong with the environment, and the remedy.
@NullMarked
package com.hiremebahamas.doctor;

import org.jspecify.annotations.NullMarked;
