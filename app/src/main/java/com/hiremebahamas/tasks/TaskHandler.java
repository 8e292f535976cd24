package com.hiremebahamas.tasks;

/// Runs the tasks of one kind.
///
/// A task may run more than once: after a crash between its effect and the record of it, and when it takes longer than
/// its lease. So its effect must be the same when it is repeated. It runs outside any transaction, on a thread of its
/// own, within a [com.hiremebahamas.tidepool.Deadline], and is interrupted when that has passed.
public interface TaskHandler {

    /// Which tasks it runs, such as `mail.send`. A kind is never renamed while tasks of it may be waiting.
    String kind();

    /// Runs a task; when it returns, the task is done.
    ///
    /// @throws TaskAbandoned when another attempt is useless
    /// @throws Exception     when the task is to be tried again later. Its class and place are logged and stored;
    ///                       its message is not, because it may hold what a person typed
    void run(Task task) throws Exception;
}
