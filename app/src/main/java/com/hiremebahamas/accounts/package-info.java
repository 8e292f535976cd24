/// Accounts: registration, passwords, sign-in and sessions, public profiles.
@NullMarked
package com.hiremebahamas.accounts;

import org.jspecify.annotations.NullMarked;
