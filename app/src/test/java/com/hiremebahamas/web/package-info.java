@NullMarked
package com.hiremebahamas.web;

import org.jspecify.annotations.NullMarked;
