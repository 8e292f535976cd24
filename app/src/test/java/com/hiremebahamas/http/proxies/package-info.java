@NullMarked
package com.hiremebahamas.http.proxies;

import org.jspecify.annotations.NullMarked;
