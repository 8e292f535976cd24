package com.hiremebahamas.tidepool;

/// A JSON document as an argument, for columns of type `json` and `jsonb`.
///
/// @param text not parsed here: the server rejects what is not JSON
public record JsonDocument(String text) {}
