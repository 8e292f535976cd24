package com.hiremebahamas.sessions;

import java.time.Instant;

/// A session as its owner sees it.
///
/// @param id      of the session among those of its account; no secret, and no part of the token
/// @param current whether it is the session of the request
public record Session(String id, Device device, Instant createdAt, Instant lastUsedAt, boolean current) {}
