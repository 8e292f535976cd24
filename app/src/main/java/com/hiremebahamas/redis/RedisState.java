package com.hiremebahamas.redis;

/// The state of Redis as of its last use.
public enum RedisState {
    NOT_CONFIGURED,
    /// Not connected, without a failure: not used yet, or the server closed an idle connection.
    IDLE,
    READY,
    /// The last use failed; each instance works for itself.
    UNREACHABLE
}
