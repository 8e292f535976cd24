/// Response bodies and the cached responses made of them: encodings, entity tags and digests.
@NullMarked
package com.hiremebahamas.http.content;

import org.jspecify.annotations.NullMarked;
