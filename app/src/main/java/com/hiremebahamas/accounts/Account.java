package com.hiremebahamas.accounts;

/// What people may know of themselves: all that is public, and the address they sign in with.
public record Account(Person person, String email) {}
