package com.hiremebahamas.tasks;

/// A task is not to be tried again, because no attempt can succeed: what it is about is gone, or was refused for good.
/// It is logged and removed.
public final class TaskAbandoned extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    /// @param reason is logged, so it holds nothing personal
    public TaskAbandoned(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
