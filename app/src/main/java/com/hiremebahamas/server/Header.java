package com.hiremebahamas.server;

/// One line of a head, as text.
record Header(String name, String value) {}
