package com.hiremebahamas.accounts;

import com.hiremebahamas.people.Person;

/// An account as its owner sees it: the public profile and the e-mail address.
public record Account(Person person, String email) {}
