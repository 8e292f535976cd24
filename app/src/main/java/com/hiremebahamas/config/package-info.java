/// The settings, read once from the environment.
@NullMarked
package com.hiremebahamas.config;

import org.jspecify.annotations.NullMarked;
