package com.hiremebahamas.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;

/// Free TCP ports of this machine.
final class Ports {

    private Ports() {}

    static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
