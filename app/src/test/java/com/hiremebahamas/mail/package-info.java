@NullMarked
package com.hiremebahamas.mail;

import org.jspecify.annotations.NullMarked;
