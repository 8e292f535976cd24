/// What all pages and APIs share: the servlet, strict parsing of input, credentials, error responses.
@NullMarked
package com.hiremebahamas.web;

import org.jspecify.annotations.NullMarked;
