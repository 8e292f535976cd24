package com.hiremebahamas.limits;

/// What is known of Redis without asking it.
public enum RedisState {
    NOT_CONFIGURED,
    /// Not connected, and not known to be away: not used yet, or the connection was idle for too long.
    IDLE,
    READY,
    /// The last use failed; each instance counts for itself.
    UNREACHABLE
}
