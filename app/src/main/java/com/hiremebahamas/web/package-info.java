/// What all pages and answers share: routes made into a servlet, input read strictly, errors said in one place.
@NullMarked
package com.hiremebahamas.web;

import org.jspecify.annotations.NullMarked;
