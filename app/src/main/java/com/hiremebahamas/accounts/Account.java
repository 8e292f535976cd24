package com.hiremebahamas.accounts;

/// An account as its owner sees it: the public profile and the e-mail address.
public record Account(Person person, String email) {}
