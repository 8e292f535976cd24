package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Closed-loop load by wrk: one thread, and one outstanding request for each connection.
///
/// @param script that reads the paths from a file
/// @param folder for that file
record Wrk(Path script, Path folder) {

    static final int CONNECTIONS = 32;

    /// Responses a second over [#CONNECTIONS].
    ///
    /// @throws IOException when a response is not a 2xx
    double concurrent(Contestant.Running running, Workload workload, int seconds, String... headers)
            throws IOException {
        return rate(running, workload, CONNECTIONS, seconds, headers);
    }

    /// Responses a second over one connection: the reciprocal of the response time.
    ///
    /// @throws IOException when a response is not a 2xx
    double singleClient(Contestant.Running running, Workload workload, int seconds, String... headers)
            throws IOException {
        return rate(running, workload, 1, seconds, headers);
    }

    private double rate(Contestant.Running running, Workload workload, int connections, int seconds, String... headers)
            throws IOException {
        var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
        for (var header : headers) command.addAll(List.of("-H", header));
        if (workload.paths().size() == 1) command.add(running.url(workload.path(0)));
        else command.addAll(List.of("-s", script.toString(), running.url("/"), "--", file(workload)));
        return Shell.wrk(command);
    }

    private String file(Workload workload) throws IOException {
        return Files.write(folder.resolve("requests.txt"), workload.paths()).toString();
    }
}
