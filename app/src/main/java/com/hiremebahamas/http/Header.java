package com.hiremebahamas.http;

/// One line of a head, as text.
record Header(String name, String value) {}
