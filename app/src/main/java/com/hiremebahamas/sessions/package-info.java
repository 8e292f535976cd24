/// Sessions: who is signed in, on which devices, and for how long.
@NullMarked
package com.hiremebahamas.sessions;

import org.jspecify.annotations.NullMarked;
