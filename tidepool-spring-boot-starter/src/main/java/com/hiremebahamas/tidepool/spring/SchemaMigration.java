package com.hiremebahamas.tidepool.spring;

/// Brings the schema up to date.
interface SchemaMigration {

    /// How a run can end.
    sealed interface Outcome {

        /// In words for a person.
        String message();

        /// The schema is up to date.
        record Done(String message) implements Outcome {}

        /// Nothing was changed; another run may help.
        record NotReached(String message) implements Outcome {}

        /// What had run before stays; somebody has to correct something.
        record Failed(String message) implements Outcome {}
    }

    /// Blocks until the schema is up to date, or cannot be brought there.
    Outcome run();
}
