/// The command `doctor`: checks the environment and names remedies.
@NullMarked
package com.hiremebahamas.doctor;

import org.jspecify.annotations.NullMarked;
