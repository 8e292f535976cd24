package com.hiremebahamas.tidepool;

import java.util.Locale;

/// What one transaction sees of others that run at the same time. (PostgreSQL, "Transaction Isolation".)
///
/// At the two stricter levels the server undoes a transaction that would not fit the others;
/// [Tidepool#write] and [Tidepool#read] run its work again from the start.
public enum IsolationLevel {
    /// Each statement sees what was committed before it began. The default of a server.
    READ_COMMITTED,
    /// Each statement sees what was committed before the first one of the transaction began.
    REPEATABLE_READ,
    /// As if the transactions had run one after another.
    SERIALIZABLE;

    /// The first statement of a transaction of this level.
    String statement() {
        return "set transaction isolation level "
                + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
