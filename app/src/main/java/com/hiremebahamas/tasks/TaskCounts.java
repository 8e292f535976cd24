package com.hiremebahamas.tasks;

/// What became of the tasks of this process since its start.
///
/// @param failed    attempts, each of them to be repeated
/// @param abandoned by their handlers
/// @param givenUp   after a day of failures
/// @param running   now
public record TaskCounts(long succeeded, long failed, long abandoned, long givenUp, int running) {}
