package com.hiremebahamas.tidepool;

/// The pool at a glance. Reading it costs no I/O.
///
/// @param active  connections lent out
/// @param idle    connections open and free
/// @param waiting callers waiting for one
/// @param most    connections there may be
public record PoolFigures(int active, int idle, int waiting, int most) {}
