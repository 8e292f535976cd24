package com.hiremebahamas.tidepool;

/// A JSON document as an argument, for columns of type `json` and `jsonb`. The server checks that it is one.
public record Json(String text) {}
