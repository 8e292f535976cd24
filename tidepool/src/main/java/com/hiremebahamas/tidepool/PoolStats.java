package com.hiremebahamas.tidepool;

/// The numbers of the pool at one moment.
///
/// @param active  connections in use
/// @param idle    connections open and free
/// @param waiting callers that wait for a connection
/// @param maxSize connections there may be
public record PoolStats(int active, int idle, int waiting, int maxSize) {}
