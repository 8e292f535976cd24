/// Secrets: which passwords are accepted, how they are hashed, and random tokens of which only hashes are stored.
@NullMarked
package com.hiremebahamas.secrets;

import org.jspecify.annotations.NullMarked;
