/// HireMeBahamas: the process, its settings and its commands.
@NullMarked
package com.hiremebahamas;

import org.jspecify.annotations.NullMarked;
