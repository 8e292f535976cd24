package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// wrk's closed loop: one thread, and as many requests on the way as there are connections.
///
/// @param script that takes its addresses from a file
/// @param folder for that file
record Wrk(Path script, Path folder) {

    static final int CROWD = 32;

    /// Answers a second to a crowd. A run with errors is no figure.
    double crowd(Contestant.Running running, Ask ask, int seconds, String... headers) throws IOException {
        return rate(running, ask, CROWD, seconds, headers);
    }

    /// Answers a second to somebody who asks again when answered: one over the time that an answer takes.
    double alone(Contestant.Running running, Ask ask, int seconds, String... headers) throws IOException {
        return rate(running, ask, 1, seconds, headers);
    }

    private double rate(Contestant.Running running, Ask ask, int connections, int seconds, String... headers)
            throws IOException {
        var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
        for (var header : headers) command.addAll(List.of("-H", header));
        if (ask.paths().size() == 1) command.add(running.url(ask.path(0)));
        else command.addAll(List.of("-s", script.toString(), running.url("/"), "--", file(ask)));
        return Shell.wrk(command);
    }

    private String file(Ask ask) throws IOException {
        return Files.write(folder.resolve("asks.txt"), ask.paths()).toString();
    }
}
