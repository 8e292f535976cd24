/// People as members see them: profiles, and the search for them.
@NullMarked
package com.hiremebahamas.people;

import org.jspecify.annotations.NullMarked;
