@NullMarked
package com.hiremebahamas.accounts;

import org.jspecify.annotations.NullMarked;
