/// HireMeBahamas: `Main`, the commands and the wiring.
@NullMarked
package com.hiremebahamas;

import org.jspecify.annotations.NullMarked;
