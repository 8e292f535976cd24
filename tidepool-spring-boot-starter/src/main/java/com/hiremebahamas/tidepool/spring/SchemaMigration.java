package com.hiremebahamas.tidepool.spring;

/// Brings the schema up to date.
interface SchemaMigration {

    /// How a run can end.
    sealed interface Outcome {

        /// In words for a person.
        String message();

        /// The schema is up to date.
        record Done(String message) implements Outcome {}

        /// There was no connection, so nothing was changed; another run may help.
        record NotReached(String message) implements Outcome {}

        /// The connection was lost: what had run before stays, and what ran then may stay; another run may help.
        record Interrupted(String message) implements Outcome {}

        /// What had run before stays; something has to be corrected first.
        record Failed(String message) implements Outcome {}
    }

    /// Blocks until the schema is up to date, or cannot be brought there.
    Outcome run();
}
