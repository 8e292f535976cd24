/// People with an account: registering, signing in and out, and what others may see of them.
@NullMarked
package com.hiremebahamas.accounts;

import org.jspecify.annotations.NullMarked;
